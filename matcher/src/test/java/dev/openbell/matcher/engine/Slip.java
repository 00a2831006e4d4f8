package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.matcher.engine.Command.OrderName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a trader holds in their hand after asking for something: an order, or the reason why there is none. */
final class Slip {
    private final MarketFloor floor;
    private final long account;
    private final long order;
    private final @Nullable Refused refused;
    private final List<Deal> trades;
    final Answer.Kind kind;

    Slip(MarketFloor floor, long account, Answer answer) {
        this.floor = floor;
        this.account = account;
        kind = answer.kind();
        refused = kind == Answer.Kind.REFUSED ? answer.refused() : null;
        order = refused == null ? answer.order().id() : 0;
        trades = refused != null
                ? List.of()
                : answer.trades().stream()
                        .map(fill ->
                                new Deal(fill.trade().quantity(), fill.trade().price()))
                        .toList();
    }

    long id() {
        assertThat(refused).isNull();
        return order;
    }

    OrderName name() {
        return OrderName.byId(id());
    }

    /** How the order stands, and what of it is filled: {@code open 2/5}, {@code cancelled self_trade 0/5}. */
    void is(String words) {
        var sheet = sheet();
        var reason = sheet.status() == Status.CANCELLED || sheet.status() == Status.REJECTED
                ? sheet.reason().word() + " "
                : "";
        assertThat(sheet.status().name().toLowerCase(Locale.ROOT) + " " + reason + E8.format(sheet.filled()) + "/"
                        + E8.format(sheet.quantity()))
                .isEqualTo(words);
    }

    /** What the answer said that it traded. */
    Slip traded(String... deals) {
        assertThat(trades).isEqualTo(Arrays.stream(deals).map(Deal::of).toList());
        return this;
    }

    void isRefused(String codeAndWords) {
        if (refused == null) throw new AssertionError("it was not refused: " + sheet());
        assertThat(refused.code() + ": " + refused.detail()).isEqualTo(codeAndWords);
    }

    void isForgotten() {
        assertThat(floor.engine().order(account, name())).isNull();
    }

    OrderSheet sheet() {
        if (refused != null) throw new AssertionError(refused.code() + ": " + refused.detail());
        var now = floor.engine().order(account, name());
        if (now == null) throw new AssertionError("the order is forgotten");
        return OrderSheet.of(now);
    }
}
