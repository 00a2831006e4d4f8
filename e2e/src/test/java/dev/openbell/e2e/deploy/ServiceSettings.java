package dev.openbell.e2e.deploy;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one service reads of its environment, by its own application.yml and the files that every service begins with. */
record ServiceSettings(String service, String application) {
    static final List<String> SERVICES = List.of(
            "edge-api",
            "stream-gateway",
            "auth-service",
            "matcher",
            "db-processor",
            "otp-mailer",
            "price-feed",
            "market-maker");

    private static final List<String> HTTP = List.of("micronaut", "server", "port");
    private static final List<String> MANAGEMENT = List.of("endpoints", "all", "port");
    private static final List<String> GRPC = List.of("grpc", "server", "port");

    static ServiceSettings of(String service) {
        return new ServiceSettings(service, Checkout.read(service + "/src/main/resources/application.yml"));
    }

    static Stream<ServiceSettings> all() {
        return SERVICES.stream().map(ServiceSettings::of);
    }

    Stream<Variable> variables() {
        return Stream.concat(Variable.askedForIn(application), Variable.askedForIn(sharedFiles()));
    }

    Set<String> names() {
        return Variable.names(variables());
    }

    Set<String> namesAnd(String another) {
        var names = Variable.names(variables());
        names.add(another);
        return names;
    }

    /** The ports on which it listens when nobody moves them. */
    Set<Integer> ports() {
        return Stream.of(HTTP, MANAGEMENT, GRPC).flatMap(this::port).collect(toSet());
    }

    int managementPort() {
        return Stream.of(MANAGEMENT, HTTP)
                .flatMap(this::port)
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + "'s application.yml names no management port"));
    }

    Stream<Integer> grpcPort() {
        return port(GRPC);
    }

    @Override
    public String toString() {
        return service;
    }

    private static String sharedFiles() {
        return Checkout.read("chassis/src/main/resources/chassis.yml")
                + Checkout.read("chassis/src/main/resources/logback.xml");
    }

    private Stream<Integer> port(List<String> where) {
        var place = Entry.ofText(application);
        for (var name : where) place = place.at(name);
        return Variable.askedForIn(place.text())
                .flatMap(variable -> Stream.ofNullable(variable.otherwise()))
                .map(Integer::valueOf);
    }
}
