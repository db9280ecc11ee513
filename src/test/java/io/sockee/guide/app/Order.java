package io.sockee.guide.app;

import io.sockee.api.PublishChanges;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

// tag::entity
@Entity
@PublishChanges(namespace = "/market", to = "order-{id}", toUser = "{customer.id}", as = OrderView.class)
public class Order {

    @Id
    @GeneratedValue
    private Long id;

    private String state;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    @OneToMany(mappedBy = "order")
    private List<OrderLine> lines = new ArrayList<>();
    // end::entity

    public Long getId() {
        return id;
    }

    public String getState() {
        return state;
    }

    public Customer getCustomer() {
        return customer;
    }

    public List<OrderLine> getLines() {
        return lines;
    }

    @Entity
    public static class Customer {
        @Id
        private String id;

        public String getId() {
            return id;
        }
    }

    @Entity
    public static class OrderLine {
        @Id
        private Long id;

        @ManyToOne
        private Order order;
    }
}
