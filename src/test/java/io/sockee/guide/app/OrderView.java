package io.sockee.guide.app;

// tag::view
public record OrderView(long id, String state, int lines) {

    public OrderView(Order order) { // before the commit: lazy relations can be read
        this(order.getId(), order.getState(), order.getLines().size());
    }
}
// end::view
