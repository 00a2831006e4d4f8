package dev.openbell.bench.stand;

import dev.openbell.bench.client.Customer;
import dev.openbell.standalone.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** People with an account and plenty of everything that is traded. */
public final class Customers {
    /** More would only wait for each other: a password takes a while to be hashed. */
    private static final int AT_A_TIME = 4;

    private static final Map<String, String> PLENTY = Map.of("USD", "900000", "BTC", "9", "ETH", "90", "SOL", "4000");

    private Customers() {}

    public static List<Customer> signUp(Addresses addresses, int count) throws InterruptedException {
        try (var registrars = Executors.newFixedThreadPool(AT_A_TIME)) {
            var arriving = new ArrayList<Future<Customer>>();
            for (int i = 0; i < count; i++) {
                var name = "bench" + i;
                arriving.add(registrars.submit(() -> signUp(addresses, name)));
            }
            var customers = new ArrayList<Customer>();
            for (var customer : arriving) customers.add(customer.get());
            return customers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a customer did not get in", e.getCause());
        }
    }

    private static Customer signUp(Addresses addresses, String name) {
        var customer = Customer.signUp(addresses.edge(), addresses.inbox(), name);
        PLENTY.forEach((asset, amount) -> customer.rest()
                .post("/api/v1/account/deposits", Map.of("asset", asset, "amount", amount))
                .expect(201));
        return customer;
    }
}
