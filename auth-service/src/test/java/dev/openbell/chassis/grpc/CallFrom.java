package dev.openbell.chassis.grpc;

import io.grpc.Context;
import java.util.concurrent.Callable;

/** Something that is done for a caller, as the doorman would have told where the call comes from. */
public final class CallFrom {
    private CallFrom() {}

    public static <T> T address(String address, Callable<T> deed) throws Exception {
        return Context.current()
                .withValue(Caller.ORIGIN, new Caller.Origin(address, "a browser"))
                .call(deed);
    }
}
