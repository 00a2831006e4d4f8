package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Refused.Reason.BELOW_MIN_NOTIONAL;
import static dev.openbell.matcher.engine.Refused.Reason.IDEMPOTENCY_CONFLICT;
import static dev.openbell.matcher.engine.Refused.Reason.INSUFFICIENT_FUNDS;
import static dev.openbell.matcher.engine.Refused.Reason.INVALID_LOT;
import static dev.openbell.matcher.engine.Refused.Reason.INVALID_TICK;
import static dev.openbell.matcher.engine.Refused.Reason.LIMIT_EXCEEDED;
import static dev.openbell.matcher.engine.Refused.Reason.NOT_FOUND;
import static dev.openbell.matcher.engine.Refused.Reason.ORDER_CLOSED;
import static dev.openbell.matcher.engine.Refused.Reason.PRICE_OUT_OF_BAND;
import static dev.openbell.matcher.engine.Refused.Reason.UNKNOWN_INSTRUMENT;
import static dev.openbell.matcher.engine.Refused.Reason.UNKNOWN_ORDER;
import static dev.openbell.matcher.engine.Refused.Reason.VALIDATION;

import dev.openbell.matcher.engine.Account.Remembered;
import dev.openbell.matcher.engine.Answer.NotDone;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.ListInstrument;
import dev.openbell.matcher.engine.Command.OpenAccount;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Command.TimePassed;
import dev.openbell.matcher.engine.Event.AccountOpened;
import dev.openbell.matcher.engine.Event.Balance;
import dev.openbell.matcher.engine.Event.BookLevel;
import dev.openbell.matcher.engine.Event.CommandRefused;
import dev.openbell.matcher.engine.Event.InstrumentListed;
import dev.openbell.matcher.engine.Event.LedgerKind;
import dev.openbell.matcher.engine.Event.OrderPlaced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The market of one shard. Commands come in by one door, and what changed goes out as events; live traffic, recovery and a standby all
 * use that door.
 *
 * <p>It decides before it changes anything: what cannot be done is refused, and has then done nothing else.
 */
public final class Engine {
    private static final long DEMO_MONEY = 100_000 * Money.ONE;
    private static final String DEMO_ASSET = "USD";
    private static final Map<String, Long> DEPOSITS_A_DAY = Map.of(
            "USD", 1_000_000 * Money.ONE, "BTC", 10 * Money.ONE, "ETH", 100 * Money.ONE, "SOL", 5_000 * Money.ONE);
    private static final long DAY = 24 * 3600 * 1_000_000L;
    private static final long REMEMBERED = 5 * 60 * 1_000_000L;

    private final Map<Long, Account> accounts = new HashMap<>();
    private final Map<String, Book> books = new LinkedHashMap<>();
    private final Map<Long, Order> orders = new HashMap<>();
    private final Memory memory = new Memory();
    private final Ledger ledger = new Ledger();
    private final Settlement settlement;

    private long lastOrderId;
    private long sequence;
    private long now;

    /** @param shard goes into the ids, so that no two shards give the same */
    public Engine(int shard) {
        lastOrderId = (long) shard << 48;
        settlement = new Settlement(ledger, lastOrderId);
    }

    /** Applies the command found next in the log, tells what changed, and what the one who asked is to be told. */
    public Answer apply(long acceptedAt, Command command, Consumer<Event> sink) {
        now = Math.max(now, acceptedAt);
        memory.forgetBefore(now);
        Consumer<Event> events = event -> {
            sequence++;
            sink.accept(event);
        };
        var answer = switch (command) {
            case OpenAccount open -> open(open, events);
            case PlaceOrder place -> place(place, events);
            case CancelOrder cancel -> cancel(cancel, events);
            case Deposit deposit -> deposit(deposit, events);
            case ListInstrument list -> list(list, events);
            case TimePassed passed -> new Answer.Noted();
        };
        ledger.closeCommand(events);
        return answer;
    }

    private Answer open(OpenAccount open, Consumer<Event> events) {
        if (accounts.containsKey(open.account())) return new Answer.Opened(false);
        var account = new Account(open.account(), open.synthetic());
        accounts.put(account.id, account);
        events.accept(new AccountOpened(account.id, account.synthetic));
        ledger.post(account, DEMO_ASSET, DEMO_MONEY, LedgerKind.GRANT, account.id, events);
        ledger.post(House.GRANTS, DEMO_ASSET, -DEMO_MONEY, LedgerKind.GRANT, account.id, events);
        return new Answer.Opened(true);
    }

    private Answer place(PlaceOrder place, Consumer<Event> events) {
        var account = accounts.get(place.account());
        if (account == null) return refuse(place.account(), place.key(), unknownAccount(), events);
        var before = repeated(account, place.key(), place, events);
        if (before != null) return before;

        var book = books.get(place.instrument());
        var refused = book == null ? unknownInstrument(place.instrument()) : check(place, account, book);
        if (book == null || refused != null) {
            return refuseAndRemember(account, place.key(), place, refused, events);
        }

        var order = new Order(
                ++lastOrderId,
                account,
                place.key(),
                book.instrument,
                place.side(),
                place.price(),
                place.quantity(),
                now);
        orders.put(order.id, order);
        account.openOrders.put(order.id, order);
        remember(account, place.key(), new Remembered(place, order, null));
        settlement.hold(order);
        events.accept(new OrderPlaced(order.state()));
        var trades = book.place(order, now, events);
        book.closeCommand(events);
        for (var trade : trades) closedMaybe(trade.maker().id());
        closedMaybe(order.id);
        return new Answer.Placed(order.state(), order.fills());
    }

    private @Nullable Refused check(PlaceOrder place, Account account, Book book) {
        var rules = book.instrument;
        if (place.price() <= 0) return new Refused(VALIDATION, "price must be above zero");
        if (place.quantity() <= 0) return new Refused(VALIDATION, "quantity must be above zero");
        if (place.price() % rules.tick() != 0) {
            return new Refused(INVALID_TICK, "The price must be a whole multiple of " + plain(rules.tick()));
        }
        if (place.quantity() % rules.lot() != 0) {
            return new Refused(INVALID_LOT, "The quantity must be a whole multiple of " + plain(rules.lot()));
        }
        long hold;
        try {
            if (Money.times(place.price(), place.quantity()) < rules.minNotional()) {
                return new Refused(
                        BELOW_MIN_NOTIONAL,
                        "An order is worth at least " + plain(rules.minNotional()) + " " + rules.quote());
            }
            hold = Settlement.holdFor(rules, place.side(), place.price(), place.quantity());
        } catch (ArithmeticException e) {
            return new Refused(LIMIT_EXCEEDED, "Price × quantity is too large");
        }
        if (book.lastPrice > 0) {
            long band = Money.times(book.lastPrice, rules.priceBand());
            if (Math.abs(place.price() - book.lastPrice) > band) {
                return new Refused(
                        PRICE_OUT_OF_BAND,
                        "The price must lie between " + plain(book.lastPrice - band) + " and "
                                + plain(book.lastPrice + band));
            }
        }
        var asset = Settlement.heldAsset(rules, place.side());
        long available = account.available(asset);
        if (available < hold) {
            return new Refused(
                    INSUFFICIENT_FUNDS,
                    plain(hold) + " " + asset + " would be held and " + plain(available) + " are available");
        }
        return null;
    }

    private Answer cancel(CancelOrder cancel, Consumer<Event> events) {
        var account = accounts.get(cancel.account());
        if (account == null) return refuse(cancel.account(), "", unknownAccount(), events);
        var order = find(account, cancel.order());
        if (order == null) return refuse(account.id, "", new Refused(UNKNOWN_ORDER, "No such order"), events);
        if (!order.isOpen()) {
            var status = order.status.name().toLowerCase(java.util.Locale.ROOT);
            return refuse(account.id, "", new Refused(ORDER_CLOSED, "The order is " + status), events);
        }
        var book = bookOf(order);
        book.cancel(order, "user", now, events);
        book.closeCommand(events);
        closedMaybe(order.id);
        return new Answer.Cancelled(order.state());
    }

    private Answer deposit(Deposit deposit, Consumer<Event> events) {
        var account = accounts.get(deposit.account());
        if (account == null) return refuse(deposit.account(), deposit.key(), unknownAccount(), events);
        var before = repeated(account, deposit.key(), deposit, events);
        if (before != null) return before;
        var refused = checkDeposit(account, deposit);
        if (refused != null) return refuseAndRemember(account, deposit.key(), deposit, refused, events);

        if (!deposit.unlimited()) account.deposited.merge(deposit.asset(), deposit.amount(), Math::addExact);
        ledger.post(account, deposit.asset(), deposit.amount(), LedgerKind.DEPOSIT, account.id, events);
        ledger.post(House.GRANTS, deposit.asset(), -deposit.amount(), LedgerKind.DEPOSIT, account.id, events);
        var answer = new Answer.Deposited(account.wallet(deposit.asset()).balance());
        remember(account, deposit.key(), new Remembered(deposit, null, answer));
        memory.keepUntil(now + REMEMBERED, () -> account.keys.remove(deposit.key()));
        return answer;
    }

    private @Nullable Refused checkDeposit(Account account, Deposit deposit) {
        var limit = DEPOSITS_A_DAY.get(deposit.asset());
        if (limit == null) return new Refused(VALIDATION, "asset must be one of USD, BTC, ETH, SOL");
        if (deposit.amount() <= 0) return new Refused(VALIDATION, "amount must be above zero");
        if (!ledger.canGrant(account, deposit.asset(), deposit.amount())) {
            return new Refused(LIMIT_EXCEEDED, "The amount is too large");
        }
        if (deposit.unlimited()) return null;
        if (account.depositDay != now / DAY) {
            account.depositDay = now / DAY;
            account.deposited.clear();
        }
        long left = limit - account.deposited.getOrDefault(deposit.asset(), 0L);
        if (deposit.amount() <= left) return null;
        return new Refused(LIMIT_EXCEEDED, "Today " + plain(left) + " " + deposit.asset() + " more can be deposited");
    }

    private Answer list(ListInstrument list, Consumer<Event> events) {
        var instrument = list.instrument();
        var book = books.get(instrument.symbol());
        if (book == null) books.put(instrument.symbol(), new Book(instrument, settlement));
        else book.instrument = instrument;
        events.accept(new InstrumentListed(instrument));
        return new Answer.Noted();
    }

    /** A key that has been used: the same again gets the same answer, anything else is a conflict. */
    private @Nullable Answer repeated(Account account, String key, Command command, Consumer<Event> events) {
        var used = account.keys.get(key);
        if (used == null || key.isEmpty()) return null;
        if (!used.command().equals(command)) {
            return refuse(
                    account.id,
                    key,
                    new Refused(IDEMPOTENCY_CONFLICT, "The key " + key + " was used for something else"),
                    events);
        }
        if (used.order() != null) return new Answer.PlacedBefore(used.order().state());
        return used.answer() == null ? new Answer.Noted() : used.answer();
    }

    private static void remember(Account account, String key, Remembered what) {
        if (!key.isEmpty()) account.keys.put(key, what);
    }

    /** A closed order is no longer its owner's concern; it is remembered for a while, for questions and repeats. */
    private void closedMaybe(long id) {
        var order = orders.get(id);
        if (order == null || order.isOpen() || order.owner.openOrders.remove(id) == null) return;
        memory.keepUntil(now + REMEMBERED, () -> {
            orders.remove(id);
            order.owner.keys.remove(order.key);
        });
    }

    private static Answer refuse(long account, String key, @Nullable Refused refused, Consumer<Event> events) {
        var why = refused == null ? new Refused(VALIDATION, "not valid") : refused;
        events.accept(new CommandRefused(account, why, key));
        return new NotDone(why);
    }

    private Answer refuseAndRemember(
            Account account, String key, Command command, @Nullable Refused refused, Consumer<Event> events) {
        var answer = refuse(account.id, key, refused, events);
        remember(account, key, new Remembered(command, null, answer));
        memory.keepUntil(now + REMEMBERED, () -> account.keys.remove(key));
        return answer;
    }

    private static Refused unknownAccount() {
        return new Refused(NOT_FOUND, "The account is not open");
    }

    private static Refused unknownInstrument(String symbol) {
        return new Refused(UNKNOWN_INSTRUMENT, "No instrument " + symbol + " is traded here");
    }

    private @Nullable Order find(Account account, OrderName name) {
        if (name.key().isEmpty()) {
            var order = orders.get(name.id());
            return order != null && order.owner == account ? order : null;
        }
        var used = account.keys.get(name.key());
        return used == null ? null : used.order();
    }

    private Book bookOf(Order order) {
        var book = books.get(order.instrument.symbol());
        if (book == null) throw new IllegalStateException("no book for " + order.instrument.symbol());
        return book;
    }

    private static String plain(long e8) {
        return java.math.BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
    }

    // What can be asked of the market as it stands.

    /** The number of the last event. */
    public long sequence() {
        return sequence;
    }

    /** The engine's time: the highest that a command carried. */
    public long now() {
        return now;
    }

    public boolean knows(long account) {
        return accounts.containsKey(account);
    }

    public @Nullable OrderState order(long account, OrderName name) {
        var owner = accounts.get(account);
        var order = owner == null ? null : find(owner, name);
        return order == null ? null : order.state();
    }

    /** The trades of an order, oldest first. */
    public List<Fill> fills(long account, OrderName name) {
        var owner = accounts.get(account);
        var order = owner == null ? null : find(owner, name);
        return order == null ? List.of() : order.fills();
    }

    /** Newest first. */
    public List<OrderState> openOrders(long account) {
        var owner = accounts.get(account);
        if (owner == null) return List.of();
        var open = new ArrayList<OrderState>(owner.openOrders.size());
        for (var order : owner.openOrders.values()) open.add(order.state());
        return open.reversed();
    }

    public List<Balance> balances(long account) {
        var owner = accounts.get(account);
        if (owner == null) return List.of();
        return owner.wallets.values().stream().map(Wallet::balance).toList();
    }

    public List<Instrument> instruments() {
        return books.values().stream().map(book -> book.instrument).toList();
    }

    /** One side of a book, best price first. */
    public List<BookLevel> book(String symbol, Side side, int levels) {
        var book = books.get(symbol);
        return book == null ? List.of() : book.top(side, levels);
    }
}
