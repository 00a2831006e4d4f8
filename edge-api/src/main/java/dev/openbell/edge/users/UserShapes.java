package dev.openbell.edge.users;

import dev.openbell.admin.v1.AdminUser;
import dev.openbell.admin.v1.FindUsersResponse;
import dev.openbell.chassis.fields.Written;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users as the API writes them for operators. */
final class UserShapes {
    private UserShapes() {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record UserShape(String userId, String email, @Nullable String name, boolean suspended, String createdAt) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Users(List<UserShape> users) {}

    static Users users(FindUsersResponse found) {
        return new Users(found.getUsersList().stream().map(UserShapes::user).toList());
    }

    private static UserShape user(AdminUser user) {
        return new UserShape(
                user.getUserId(),
                user.getEmail(),
                Written.orNull(user.getName()),
                user.getSuspended(),
                Written.time(user.getCreatedAtMicros()));
    }
}
