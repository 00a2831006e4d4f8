package dev.openbell.stream.door;

import dev.openbell.stream.floor.Carriers;
import io.netty.channel.EventLoop;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Carry what the floor has said to the threads of the sockets: one errand to each thread, however many of its sockets are told something. */
@Singleton
final class SocketCarriers implements Carriers {
    private List<SocketLine> needed = new ArrayList<>();

    void isNeeded(SocketLine line) {
        needed.add(line);
    }

    @Override
    public void setOff(Runnable back) {
        if (needed.isEmpty()) {
            back.run();
            return;
        }
        var byThread = new IdentityHashMap<EventLoop, List<SocketLine.Errand>>();
        for (var line : needed) {
            byThread.computeIfAbsent(line.channel().eventLoop(), thread -> new ArrayList<>(needed.size()))
                    .add(line.setOff());
        }
        needed = new ArrayList<>();
        var underWay = new AtomicInteger(byThread.size());
        byThread.forEach((thread, errands) -> thread.execute(() -> {
            errands.forEach(Runnable::run);
            if (underWay.decrementAndGet() == 0) back.run();
        }));
    }
}
