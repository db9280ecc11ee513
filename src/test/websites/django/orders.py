from django.http import HttpResponse

from realtime import push, token


def sign_in(request, user_id):
    return HttpResponse(token(user_id))


# tag::django-use
def ship(request, order_id):
    push(["user_8"], "update_store", "order", {"id": order_id}, key=f"order-{order_id}-shipped")
    return HttpResponse(status=204)


# end::django-use
