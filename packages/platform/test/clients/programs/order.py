"""Places an order with the client that openapi-generator has made."""

import os

import openapi_client
from openapi_client.exceptions import NotFoundException

env = os.environ
shop, sku, name = env["NOREN_SHOP"], env["NOREN_SKU"], env["NOREN_ID"]
config = openapi_client.Configuration(host=env["NOREN_URL"], access_token=env["NOREN_KEY"])
with openapi_client.ApiClient(config) as client:
    page = openapi_client.CatalogueApi(client).get_v1_shops_shop_id_catalogue(shop)
    item = next(one for one in page.items if one.sku == sku)
    orders = openapi_client.OrdersApi(client)
    new = openapi_client.NewOrder(shop_id=shop, lines=[openapi_client.NewLine(sku=sku, quantity=1)], external_id=name)
    placed = orders.post_v1_orders(name, new)
    read = orders.get_v1_orders_order_id(placed.order_id)
    try:
        orders.get_v1_orders_order_id("ord_none")
    except NotFoundException as error:
        code = error.data.code
    print(read.status, str(read.total.amount == item.price.amount).lower(), read.external_id, code)
