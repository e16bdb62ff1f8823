// Places an order with the client that oapi-codegen has made.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"clients/api"
)

func main() {
	shop, sku, id := os.Getenv("NOREN_SHOP"), os.Getenv("NOREN_SKU"), os.Getenv("NOREN_ID")
	ctx := context.Background()
	key := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("NOREN_KEY"))
		return nil
	}
	client, err := api.NewClientWithResponses(os.Getenv("NOREN_URL"), api.WithRequestEditorFn(key))
	check(err)
	page, err := client.GetV1ShopsShopIdCatalogueWithResponse(ctx, shop, nil)
	check(err)
	var price int64
	for _, item := range page.JSON200.Items {
		if item.Sku == sku {
			price = item.Price.Amount
		}
	}
	order := api.NewOrder{ShopId: shop, Lines: []api.NewLine{{Sku: sku, Quantity: 1}}, ExternalId: &id}
	placed, err := client.PostV1OrdersWithResponse(ctx, &api.PostV1OrdersParams{IdempotencyKey: id}, order)
	check(err)
	if placed.JSON201 == nil {
		panic(string(placed.Body))
	}
	read, err := client.GetV1OrdersOrderIdWithResponse(ctx, placed.JSON201.OrderId, nil)
	check(err)
	none, err := client.GetV1OrdersOrderIdWithResponse(ctx, "ord_none", nil)
	check(err)
	fmt.Println(read.JSON200.Status, read.JSON200.Total.Amount == price, *read.JSON200.ExternalId, none.ApplicationproblemJSON404.Code)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
