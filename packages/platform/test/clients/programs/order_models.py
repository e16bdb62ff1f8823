"""Places an order by hand, with the models that datamodel-code-generator has made."""

import os

import urllib3

import api

env = os.environ
shop, sku, name = env["NOREN_SHOP"], env["NOREN_SKU"], env["NOREN_ID"]
http = urllib3.PoolManager(headers={"authorization": f"Bearer {env['NOREN_KEY']}"})


def get(path):
    return http.request("GET", env["NOREN_URL"] + path).data


page = api.CataloguePage.model_validate_json(get(f"/v1/shops/{shop}/catalogue"))
item = next(one for one in page.items if one.sku == sku)
new = api.NewOrder(shopId=shop, lines=[api.NewLine(sku=sku, quantity=1)], externalId=name)
sent = {**http.headers, "content-type": "application/json", "idempotency-key": name}
answer = http.request("POST", env["NOREN_URL"] + "/v1/orders", body=new.model_dump_json(exclude_none=True), headers=sent)
placed = api.Order.model_validate_json(answer.data)
read = api.Order.model_validate_json(get(f"/v1/orders/{placed.orderId}"))
none = api.Problem.model_validate_json(get("/v1/orders/ord_none"))
print(read.status.value, str(read.total.amount == item.price.amount).lower(), read.externalId, none.code)
