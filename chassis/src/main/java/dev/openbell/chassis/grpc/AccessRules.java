package dev.openbell.chassis.grpc;

import io.grpc.MethodDescriptor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may call what on the doors of one service. What is not named here is closed.
 *
 * <pre>
 * new AccessRules()
 *     .allow(TradingServiceGrpc.getPlaceOrderMethod(), TRADE)
 *     .allow(TradingServiceGrpc.getGetOrderMethod(), READ);
 * </pre>
 */
public final class AccessRules {
    private final Map<String, Access> byMethod = new HashMap<>();

    public AccessRules() {
        byMethod.put("grpc.health.v1.Health/Check", Access.PUBLIC);
        byMethod.put("grpc.health.v1.Health/Watch", Access.PUBLIC);
        byMethod.put("grpc.reflection.v1.ServerReflection/ServerReflectionInfo", Access.PUBLIC);
        byMethod.put("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", Access.PUBLIC);
    }

    public AccessRules allow(MethodDescriptor<?, ?> method, Access access) {
        byMethod.put(method.getFullMethodName(), access);
        return this;
    }

    @Nullable
    Access of(String method) {
        return byMethod.get(method);
    }
}
