package dev.openbell.edge;

import dev.openbell.chassis.start.Service;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** The REST door of Openbell. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Openbell",
                        version = "v1",
                        description =
                                "Orders, accounts and markets over REST. Amounts are decimal strings, times RFC 3339 in UTC,"
                                        + " refusals application/problem+json with a stable code."))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Service.run(Application.class, args);
    }
}
