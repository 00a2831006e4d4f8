package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.edge.TestVenue.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void anOperatorFindsSomebodyByEmail() {
        assertThat(operator("GET", "/api/v1/admin/users?email=alice%40example.com")
                        .body())
                .isEqualTo("{\"users\":[{\"user_id\":\"alice\",\"email\":\"alice@example.com\",\"name\":null,"
                        + "\"suspended\":false,\"created_at\":\"2026-01-01T12:00:00.123456Z\"}]}");
        assertThat(operator("GET", "/api/v1/admin/users?email=bob%40example.com")
                        .body())
                .isEqualTo("{\"users\":[]}");
        assertThat(operator("GET", "/api/v1/admin/users").status()).isEqualTo(400);
    }

    @Test
    void anOperatorSuspendsAndResumesSomebody() {
        assertThat(operator("POST", "/api/v1/admin/users/alice/suspend").status())
                .isEqualTo(204);
        assertThat(venue.auth.users.suspended).isTrue();
        assertThat(operator("POST", "/api/v1/admin/users/alice/resume").status())
                .isEqualTo(204);
        assertThat(venue.auth.users.suspended).isFalse();
        assertThat(operator("POST", "/api/v1/admin/users/bob/suspend").status()).isEqualTo(404);
        assertThat(operator("POST", "/api/v1/admin/users/bob/resume").status()).isEqualTo(404);
    }

    @Test
    void whatOnlyHalfHappenedIsSaid() {
        venue.auth.users.next = GrpcErrors.exception(Refusal.outcomeUnknown("Ask again", null));

        var answer = operator("POST", "/api/v1/admin/users/alice/suspend");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"OUTCOME_UNKNOWN\"", "\"detail\":\"Ask again\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/admin/users?email=alice%40example.com",
        "POST,/api/v1/admin/users/alice/suspend",
        "POST,/api/v1/admin/users/alice/resume"
    })
    void whoIsNoOperatorMayNot(String method, String call) {
        assertThat(venue.ask(method, call).send().status()).isEqualTo(401);
        assertThat(venue.ask(method, call).as(venue.trader).send().status()).isEqualTo(403);
    }

    private static Answer operator(String method, String call) {
        return venue.ask(method, call)
                .as(venue.tokens.of("olga", "read trade admin"))
                .send();
    }
}
