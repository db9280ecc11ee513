from django.urls import path

import orders
import realtime

urlpatterns = [
    # tag::django-urls
    path("realtime/rooms", realtime.rooms),
    # end::django-urls
    path("sign-in/<int:user_id>", orders.sign_in),
    path("orders/<int:order_id>/ship", orders.ship),
]
