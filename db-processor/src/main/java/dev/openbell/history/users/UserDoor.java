package dev.openbell.history.users;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.archive.Page;
import dev.openbell.history.database.Database;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.FindByEmailRequest;
import dev.openbell.users.v1.GetApiKeyRequest;
import dev.openbell.users.v1.GetRefreshFamilyRequest;
import dev.openbell.users.v1.GetUserRequest;
import dev.openbell.users.v1.ListApiKeysRequest;
import dev.openbell.users.v1.ListApiKeysResponse;
import dev.openbell.users.v1.ListRefreshFamiliesRequest;
import dev.openbell.users.v1.ListRefreshFamiliesResponse;
import dev.openbell.users.v1.RefreshFamily;
import dev.openbell.users.v1.UserRecord;
import dev.openbell.users.v1.UserServiceGrpc;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The register, for auth-service to look things up in. */
@Singleton
final class UserDoor extends UserServiceGrpc.UserServiceImplBase {
    private final Database database;

    UserDoor(Database database) {
        this.database = database;
    }

    @Override
    public void findByEmail(FindByEmailRequest request, StreamObserver<UserRecord> answer) {
        tell(answer, found(connection -> Users.findByEmail(connection, request.getEmail())));
    }

    @Override
    public void getUser(GetUserRequest request, StreamObserver<UserRecord> answer) {
        tell(answer, found(connection -> Users.find(connection, request.getUserId())));
    }

    @Override
    public void getRefreshFamily(GetRefreshFamilyRequest request, StreamObserver<RefreshFamily> answer) {
        tell(answer, found(connection -> RefreshFamilies.find(connection, request.getFamilyId())));
    }

    @Override
    public void listRefreshFamilies(
            ListRefreshFamiliesRequest request, StreamObserver<ListRefreshFamiliesResponse> answer) {
        var page = Page.of(request.getLimit(), request.getCursor());
        tell(answer, database.read(connection -> RefreshFamilies.list(connection, request.getUserId(), page)));
    }

    @Override
    public void getApiKey(GetApiKeyRequest request, StreamObserver<ApiKeyRecord> answer) {
        tell(answer, found(connection -> ApiKeys.find(connection, request.getKeyId())));
    }

    @Override
    public void listApiKeys(ListApiKeysRequest request, StreamObserver<ListApiKeysResponse> answer) {
        var page = Page.of(request.getLimit(), request.getCursor());
        tell(answer, database.read(connection -> ApiKeys.list(connection, request.getUserId(), page)));
    }

    private interface LookUp<T> {
        @Nullable
        T with(Connection connection) throws SQLException;
    }

    private <T> T found(LookUp<T> lookUp) {
        return database.read(connection -> {
            var found = lookUp.with(connection);
            if (found == null) throw new Refusal(Code.NOT_FOUND);
            return found;
        });
    }

    private static <T> void tell(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }
}
