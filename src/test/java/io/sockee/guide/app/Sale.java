package io.sockee.guide.app;

import io.sockee.api.Publish;

// tag::event
@Publish(event = "sold", namespace = "/market", to = "item-{item}", toUser = "{buyer}")
public record Sale(String item, int count, String buyer) {}
// end::event
