package dev.openbell.stream.floor;

import dev.openbell.chassis.money.E8;
import dev.openbell.stream.frames.AccountWorth;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an account is worth, kept up by the log: its balances, and its open positions at the engine's marks. */
final class Strip extends Display {
    private final Map<String, CfdPrice> marks;
    private final Map<String, Balance> balances = new HashMap<>();
    private final Map<String, Position> positions = new HashMap<>();
    private boolean isKnown;
    private @Nullable AccountWorth told;

    /** @param marks the engine's marks by symbol, as they change */
    Strip(Map<String, CfdPrice> marks, FloorMetrics metrics) {
        super(Channel.ACCOUNT, "", metrics);
        this.marks = marks;
    }

    boolean isKnown() {
        return isKnown;
    }

    void begin(List<Balance> wallet, List<Position> open) {
        isKnown = true;
        balances.clear();
        positions.clear();
        for (var balance : wallet) changed(balance);
        for (var position : open) changed(position);
        told = worth();
    }

    void forget() {
        isKnown = false;
    }

    void changed(Balance balance) {
        balances.put(balance.getAsset(), balance);
    }

    void changed(Position position) {
        if (position.getStatus() == PositionStatus.POSITION_CLOSED) positions.remove(position.getPositionId());
        else positions.put(position.getPositionId(), position);
    }

    /** Tells what is different from the last time. */
    void draw() {
        if (!isKnown || !hasFollowers()) return;
        var worth = worth();
        if (worth.equals(told)) return;
        told = worth;
        tell(Frame.of(new ToClient.AccountSummary(worth)));
    }

    AccountWorth worth() {
        long unrealized = 0;
        for (var position : positions.values()) unrealized = Math.addExact(unrealized, unrealized(position));
        return AccountWorth.of(balances.values(), unrealized);
    }

    @Override
    @Nullable
    Frame whole() {
        return told == null ? null : Frame.of(new ToClient.AccountSummary(told));
    }

    /** Direction × quantity × (mark − entry): exact, because tick × lot is a whole number of 1e-8. */
    private long unrealized(Position position) {
        var price = marks.get(position.getAsset());
        if (price == null) return position.getUnrealizedPnlE8();
        boolean isLong = position.getDirection() == Direction.LONG;
        long gain =
                isLong ? price.getBidE8() - position.getEntryPriceE8() : position.getEntryPriceE8() - price.getAskE8();
        return BigInteger.valueOf(position.getQuantityE8())
                .multiply(BigInteger.valueOf(gain))
                .divide(BigInteger.valueOf(E8.ONE))
                .longValueExact();
    }
}
