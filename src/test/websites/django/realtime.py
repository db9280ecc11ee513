import os

import requests
from django.core import signing
from django.http import HttpResponse, JsonResponse


def token(user_id):
    """What the page gives to its client: signed, and good for an hour."""
    return signing.dumps(user_id, salt="realtime")


def rooms(request):
    """The authUrl: who is it, and which rooms may they be in?"""
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    try:
        user_id = signing.loads(shown, salt="realtime", max_age=3600)
    except signing.BadSignature:
        return HttpResponse(status=401)
    return JsonResponse([f"user_{user_id}", "staff"], safe=False)


def push(rooms, event, *args, key=None):
    """Returns when it is stored; fails if it may not be: try again, with the same key."""
    headers = {"X-Api-Key": os.environ["SHOP_KEY"]}
    if key:
        headers["Idempotency-Key"] = key
    body = {"rooms": rooms, "event": event, "args": args}
    answer = requests.post(os.environ["SEND_URL"], json=body, headers=headers, timeout=5)
    answer.raise_for_status()
