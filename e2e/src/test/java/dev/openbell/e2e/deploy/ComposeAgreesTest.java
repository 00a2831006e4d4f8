package dev.openbell.e2e.deploy;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers are told only what their services understand, and told all of it. */
class ComposeAgreesTest {
    /** What the services stand on: who is told where it is needs it to be started before. */
    private static final Map<String, String> FOUNDATIONS =
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka", "DATABASE_URL", "postgres", "REDIS_URL", "redis");

    /** A container's ports are its own, and it is never the embedded venue; so these stay as they are. */
    private static final Pattern FIXED_IN_A_CONTAINER = Pattern.compile("OPENBELL_[A-Z_]*PORT|OPENBELL_EMBEDDED");

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?<![\\w-])([a-z][a-z-]*):(\\d+)");
    private static final Pattern PINNED = Pattern.compile("[^:@]+:[^:]*\\d[^:]*");

    private final Compose compose = Compose.file();

    static Stream<ServiceSettings> services() {
        return ServiceSettings.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aContainerIsBuiltFromTheServiceWhoseNameItHas(ServiceSettings service) {
        var container = compose.container(service.service());
        assertThat(container.isThere())
                .as("docker-compose.yml has no service %s: add it", service)
                .isTrue();
        assertThat(container.at("build").at("args").at("SERVICE").text())
                .as("the build argument SERVICE of %s must be its name", service)
                .isEqualTo(service.service());
        assertThat(container.at("environment").at("SERVICE_NAME").text())
                .as("SERVICE_NAME of %s must be its name: logs and metrics carry it", service)
                .isEqualTo(service.service());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void everyVariableThatComposeSetsIsOneThatTheServiceReads(ServiceSettings service) {
        assertThat(compose.environment(service.service()).keySet())
                .as(
                        "docker-compose.yml sets variables for %s that it does not read: "
                                + "remove them there, or read them in its application.yml",
                        service)
                .isSubsetOf(service.namesAnd("JAVA_TOOL_OPTIONS"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void everyVariableThatTheServiceReadsReachesIt(ServiceSettings service) {
        var read = service.names().stream()
                .filter(name -> !FIXED_IN_A_CONTAINER.matcher(name).matches());
        assertThat(compose.environment(service.service()).keySet())
                .as(
                        "%s reads variables that docker-compose.yml does not hand on, so setting them in .env does nothing: "
                                + "name them under its environment, without a value where the default is right",
                        service)
                .containsAll(read.toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void publishedPortsAreTheServicesOwn(ServiceSettings service) {
        assertThat(compose.publishedPorts(service.service()))
                .as("docker-compose.yml publishes ports on which %s does not listen", service)
                .isSubsetOf(service.ports());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void healthIsAskedAtTheManagementPort(ServiceSettings service) {
        var check = compose.container(service.service()).at("healthcheck").at("test");
        assertThat(check.items())
                .as("the health check of %s must ask its management port", service)
                .containsExactly("CMD", "healthy", Integer.toString(service.managementPort()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void targetsAreServicesThatAnswerGrpcThere(ServiceSettings service) {
        compose.environment(service.service()).forEach((name, target) -> {
            if (name.endsWith("_TARGET")) {
                assertThat(grpcTargets())
                        .as("%s of %s must be a service and its gRPC port", name, service)
                        .contains(target.text());
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void whatAServiceStandsOnIsStartedBeforeIt(ServiceSettings service) {
        var needed = service.names().stream()
                .filter(FOUNDATIONS::containsKey)
                .map(FOUNDATIONS::get)
                .toList();
        assertThat(compose.startedBefore(service.service()))
                .as("depends_on of %s must name what its variables lead to", service)
                .containsAll(needed);
    }

    @Test
    void everyAddressInTheFileIsAContainerOfIt() {
        for (var container : compose.containers().keySet()) {
            compose.environment(container)
                    .forEach((variable, value) -> addresses(value.text())
                            .map(address -> address.group(1))
                            .filter(host -> !host.equals("localhost"))
                            .forEach(host -> assertThat(compose.containers())
                                    .as("%s of %s leads to a container that is not there", variable, container)
                                    .containsKey(host)));
        }
    }

    @Test
    void prometheusAsksEveryServiceAtItsManagementPort() {
        var prometheus = Checkout.read("deploy/prometheus/prometheus.yml");
        assertThat(addresses(prometheus).map(MatchResult::group).collect(toSet()))
                .as("the targets in deploy/prometheus/prometheus.yml must be all services with their management ports")
                .containsExactlyInAnyOrderElementsOf(services()
                        .map(service -> service.service() + ":" + service.managementPort())
                        .toList());
    }

    @Test
    void nginxSendsToServicesThatListenThere() {
        var listening = services()
                .flatMap(service -> service.ports().stream().map(port -> service.service() + ":" + port))
                .toList();
        assertThat(addresses(Checkout.read("deploy/nginx/openbell.conf")))
                .isNotEmpty()
                .allSatisfy(upstream -> {
                    assertThat(listening)
                            .as("deploy/nginx/openbell.conf sends to an address at which no service listens")
                            .contains(upstream.group());
                    assertThat(compose.startedBefore("nginx"))
                            .as("depends_on of nginx must name where it sends")
                            .contains(upstream.group(1));
                });
    }

    @Test
    void onlyTopicsOfTheContractAreNamed() throws IllegalAccessException {
        var topics = topics();
        services().forEach(service -> {
            service.variables()
                    .filter(variable -> variable.name().endsWith("_TOPIC"))
                    .forEach(variable -> assertThat(topics)
                            .as("the default of %s in %s must stand in Topics", variable.name(), service)
                            .contains(String.valueOf(variable.otherwise())));
            compose.environment(service.service()).forEach((name, value) -> {
                if (name.endsWith("_TOPIC") && value.isThere()) {
                    assertThat(topics)
                            .as("%s of %s in docker-compose.yml must stand in Topics", name, service)
                            .contains(value.text());
                }
            });
        });
        assertThat(compose.container("kafka")
                        .at("environment")
                        .at("KAFKA_AUTO_CREATE_TOPICS_ENABLE")
                        .text())
                .as("a topic is made by those who know its shape; Kafka must not make any by itself")
                .isEqualTo("false");
    }

    @Test
    void imagesArePinned() {
        compose.containers()
                .forEach((name, container) -> assertThat(container.at("image").text())
                        .as("the image of %s needs a tag with a version, so that tomorrow's venue is today's", name)
                        .matches(PINNED)
                        .doesNotEndWith(":latest"));
        Pattern.compile("(?m)^FROM (\\S+:\\S+)")
                .matcher(Checkout.read("deploy/Dockerfile"))
                .results()
                .forEach(from -> assertThat(from.group(1))
                        .as("deploy/Dockerfile must name a version of what it builds on")
                        .matches(PINNED));
    }

    @Test
    void secretsHaveNoDefault() {
        assertThat(Variable.askedForIn(compose.text())
                        .filter(variable -> variable.name().matches(".*(PASSWORD|KEYS|SECRET)")))
                .as(
                        "a secret in docker-compose.yml must be written ${NAME:?reason}: a venue must not start with a known one")
                .isNotEmpty()
                .allMatch(Variable::required);
    }

    /** All images run as one user, so whoever has the volume reads the keys, and could sign in as anybody. */
    @Test
    void whereReadmePutsTheSigningKeysNobodyElseLooks() {
        var file = Pattern.compile("file:(/\\S+)/").matcher(Checkout.read("README.md"));
        assertThat(file.find()).isTrue();
        var volumes = compose.volumes("auth-service");
        assertThat(volumes)
                .as("the folder of the signing keys in README.md must be a volume of auth-service")
                .containsKey(file.group(1));
        var holders = compose.containers().keySet().stream()
                .filter(container -> compose.volumes(container).containsValue(volumes.get(file.group(1))));
        assertThat(holders).containsExactly("auth-service");
    }

    private static Set<String> grpcTargets() {
        return services()
                .flatMap(service -> service.grpcPort().map(port -> service.service() + ":" + port))
                .collect(toSet());
    }

    private static Stream<MatchResult> addresses(String text) {
        return HOST_AND_PORT.matcher(text).results();
    }

    private static Set<String> topics() throws IllegalAccessException {
        var topics = new HashSet<String>();
        for (var field : Topics.class.getFields()) {
            if (field.get(null) instanceof String topic) topics.add(topic);
        }
        return topics;
    }
}
