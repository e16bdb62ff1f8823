import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.CatalogueApi;
import org.openapitools.client.api.OrdersApi;
import org.openapitools.client.model.Item;
import org.openapitools.client.model.NewLine;
import org.openapitools.client.model.NewOrder;
import org.openapitools.client.model.Order;
import org.openapitools.client.model.Problem;

/** Places an order with the client that openapi-generator has made. */
public class PlaceOrder {
  public static void main(String[] args) throws Exception {
    String shop = System.getenv("NOREN_SHOP"), sku = System.getenv("NOREN_SKU"), id = System.getenv("NOREN_ID");
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getenv("NOREN_URL"));
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + System.getenv("NOREN_KEY")));
    OrdersApi orders = new OrdersApi(client);
    Item item = new CatalogueApi(client).getV1ShopsShopIdCatalogue(shop, null, null, null, null).getItems().stream()
        .filter(one -> one.getSku().equals(sku)).findFirst().orElseThrow();
    NewOrder order = new NewOrder().shopId(shop).addLinesItem(new NewLine().sku(sku).quantity(1)).externalId(id);
    Order placed = orders.postV1Orders(id, order, null, null);
    Order read = orders.getV1OrdersOrderId(placed.getOrderId(), null);
    try {
      orders.getV1OrdersOrderId("ord_none", null);
    } catch (ApiException error) {
      String code = client.getObjectMapper().readValue(error.getResponseBody(), Problem.class).getCode();
      System.out.println(read.getStatus().getValue() + " " + read.getTotal().getAmount().equals(item.getPrice().getAmount()) + " " + read.getExternalId() + " " + code);
    }
  }
}
