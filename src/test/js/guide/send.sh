curl "$SERVER/send?site=shop" \
  -H "X-Api-Key: $SHOP_KEY" \
  -H "Content-Type: application/json" \
  -d '{"rooms": ["user_8"], "event": "update_store", "args": ["curl"]}'
