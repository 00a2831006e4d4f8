package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

import dev.openbell.matcher.engine.Answer.Kind;
import dev.openbell.matcher.engine.Command.AmendOrder;
import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.CancelAfter;
import dev.openbell.matcher.engine.Command.CancelAllOrders;
import dev.openbell.matcher.engine.Command.CancelOrder;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.Deposit;
import dev.openbell.matcher.engine.Command.HaltInstrument;
import dev.openbell.matcher.engine.Command.KeepSessions;
import dev.openbell.matcher.engine.Command.ListInstrument;
import dev.openbell.matcher.engine.Command.OpenAccount;
import dev.openbell.matcher.engine.Command.OpenPosition;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Command.PlaceOrder;
import dev.openbell.matcher.engine.Command.PriceTick;
import dev.openbell.matcher.engine.Command.ResumeAccount;
import dev.openbell.matcher.engine.Command.ResumeInstrument;
import dev.openbell.matcher.engine.Command.SetLimits;
import dev.openbell.matcher.engine.Command.SetRules;
import dev.openbell.matcher.engine.Command.SuspendAccount;
import dev.openbell.matcher.engine.Command.TimePassed;
import dev.openbell.matcher.engine.Command.Unreadable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The market of one shard. Commands come in by one door, and what changed goes out as events; live traffic, recovery and a standby all
 * use that door.
 *
 * <p>It decides before it changes anything: what cannot be done is refused, and has then done nothing else.
 */
public final class Engine {
    /** The newest rules that this engine knows. Another behaviour is another version, from a logged {@link SetRules} on. */
    public static final int RULES = 1;

    /** How {@link #write} lays out the state. */
    private static final int LAYOUT = 4;

    private static final long DEMO_MONEY = 100_000 * Money.ONE;
    private static final String DEMO_ASSET = "USD";
    private static final Map<String, Long> DEPOSITS_A_DAY = Map.of(
            "USD", 1_000_000 * Money.ONE, "BTC", 10 * Money.ONE, "ETH", 100 * Money.ONE, "SOL", 5_000 * Money.ONE);

    /** When nothing was written for so long, the log could not be reached. */
    private static final long SILENCE = 5_000_000;

    private static final long DAY = 24 * 3600 * 1_000_000L;

    private final Orders orders = new Orders();
    private final LevelRows levels = new LevelRows(orders);
    private final Accounts accounts = new Accounts();
    private final Standings standings = new Standings(accounts);
    private final Wallets wallets = new Wallets(accounts);
    private final Texts texts = new Texts();
    private final Fills fills = new Fills(orders);
    private final Keys keys = new Keys();
    private final Timers timers = new Timers(orders, accounts);
    private final Sessions sessions = new Sessions();
    private final Tape tape = new Tape();
    private final Ledger ledger = new Ledger(accounts, wallets, tape);
    private final Markets markets = new Markets(orders, levels, wallets);
    private final Positions positions = new Positions(accounts);
    private final CfdMarkets cfds = new CfdMarkets(wallets, positions);
    private final Broker broker;
    private final CfdDesk desk;
    private final Admission admission;
    private final Trading trading;
    private final Answer answer;
    private final Replies replies;
    private final Order view;

    private int rules = RULES;
    private long now;
    private int[] toCancel = new int[64];

    /** @param shard goes into the ids, so that no two shards give the same */
    public Engine(int shard) {
        ledger.openHouse();
        var settlement = new Settlement(orders, accounts, wallets, ledger);
        admission = new Admission(orders, levels, accounts, standings, ledger, settlement, cfds);
        trading = new Trading(
                orders,
                accounts,
                standings,
                texts,
                fills,
                keys,
                timers,
                markets,
                settlement,
                admission,
                tape,
                (long) shard << 48);
        view = new Order(orders, accounts, texts, markets);
        var position = new Position(positions, accounts, cfds);
        answer = new Answer(new Order(orders, accounts, texts, markets), position, this);
        replies = new Replies(keys, wallets, tape, answer);
        var cfdAdmission = new CfdAdmission(accounts, positions, cfds, ledger);
        broker = new Broker(accounts, positions, cfds, wallets, ledger, keys, cfdAdmission, tape, (long) shard << 48);
        desk = new CfdDesk(accounts, cfds, keys, cfdAdmission, broker, replies, answer, tape);
    }

    /** A number that no trader knows, the same for every replica. What traders choose is hashed with the first one that is given. */
    public void secret(long number) {
        keys.secret(number);
    }

    /** Applies the command found next in the log, tells what changed, and what the one who asked is to be told. */
    public Answer apply(long acceptedAt, Command command, Events events) {
        if (acceptedAt - now > SILENCE) sessions.postpone(acceptedAt - now);
        now = Math.max(now, acceptedAt);
        tape.to(events);
        trading.time(now);
        replies.time(now);
        desk.time(now);
        forget();
        ring();
        var done = switch (command) {
            case PlaceOrder place -> place(place);
            case CancelOrder cancel -> cancel(cancel);
            case AmendOrder amend -> amend(amend);
            case CancelAllOrders cancel -> cancelAll(cancel);
            case CancelAfter after -> cancelAfter(after);
            case OpenAccount open -> open(open);
            case Deposit deposit -> deposit(deposit);
            case OpenPosition open -> desk.open(open);
            case AmendPosition amend -> desk.amend(amend);
            case ClosePosition close -> desk.close(close);
            case PriceTick tick -> desk.mark(tick);
            case ListInstrument list -> list(list);
            case HaltInstrument halt -> halt(halt.symbol(), true);
            case ResumeInstrument resume -> halt(resume.symbol(), false);
            case SuspendAccount suspend -> suspend(suspend.account(), true);
            case ResumeAccount resume -> suspend(resume.account(), false);
            case SetLimits set -> limit(set);
            case SetRules set -> rule(set);
            case KeepSessions keep -> keep(keep);
            case TimePassed passed -> answer.noted();
            case Unreadable unreadable -> replies.refuse(unreadable.account(), "", Refused.because(Why.UNREADABLE));
        };
        markets.closeCommand(tape);
        ledger.closeCommand();
        return done;
    }

    /** What has been remembered long enough. */
    private void forget() {
        for (int key = keys.due(now); key != NONE; key = keys.due(now)) {
            if (keys.outcome(key) == Keys.PLACED) trading.forget(keys.subject(key));
            else if (keys.outcome(key) == Keys.OPENED) broker.forget(keys.subject(key));
            keys.forgetOldest();
        }
    }

    /** What has become due. */
    private void ring() {
        while (timers.next() <= now) {
            boolean order = timers.nextIsOrder();
            int row = timers.take();
            if (order) trading.expire(row);
            else strike(row);
        }
        while (cfds.nextFinancing() <= now) cfds.finance();
        while (sessions.next() <= now) end(sessions.first(), sessions.accountOfFirst(), null, Reason.DISCONNECT);
    }

    private Answer place(PlaceOrder place) {
        int account = accounts.find(place.account());
        if (account == NONE) return replies.refuse(place.account(), place.key(), Refused.because(Why.ACCOUNT_NOT_OPEN));
        int key = keys.find(place.account(), place.key());
        if (key != NONE) return replies.repeated(key, place.account(), place.key(), Contents.of(place));

        var market = markets.find(place.instrument());
        var refused =
                market == null ? Refused.because(Why.UNKNOWN_INSTRUMENT) : admission.place(place, account, market, now);
        if (market == null || refused != null) {
            return replies.refuseForGood(place.account(), place.key(), Contents.of(place), refused);
        }
        if (place.session() != 0) sessions.begin(place.session(), account, now);
        long before = trading.lastTrade();
        return answer.about(Kind.PLACED, trading.place(place, account, market), before + 1);
    }

    private Answer cancel(CancelOrder cancel) {
        int account = accounts.find(cancel.account());
        if (account == NONE) return replies.refuse(cancel.account(), "", Refused.because(Why.ACCOUNT_NOT_OPEN));
        int order = trading.find(account, cancel.order());
        if (order == NONE) return replies.refuse(cancel.account(), "", Refused.because(Why.UNKNOWN_ORDER));
        if (!orders.isLive(order)) return replies.refuse(cancel.account(), "", Refused.because(Why.ORDER_CLOSED));
        trading.cancel(order, Reason.USER);
        return answer.about(Kind.CANCELLED, order, Long.MAX_VALUE);
    }

    private Answer amend(AmendOrder amend) {
        int account = accounts.find(amend.account());
        if (account == NONE) return replies.refuse(amend.account(), amend.key(), Refused.because(Why.ACCOUNT_NOT_OPEN));
        int key = keys.find(amend.account(), amend.key());
        if (key != NONE) return replies.repeated(key, amend.account(), amend.key(), Contents.of(amend));

        int order = trading.find(account, amend.order());
        var refused = cannotAmend(amend, order);
        if (refused != null) return replies.refuseForGood(amend.account(), amend.key(), Contents.of(amend), refused);
        var market = markets.at(orders.instrument(order));
        long before = trading.lastTrade();
        trading.amend(order, market, priceAfter(amend, order), quantityAfter(amend, order));
        if (!amend.key().isEmpty()) {
            int used = keys.add(amend.account(), amend.key(), Contents.of(amend), Keys.AMENDED, order);
            keys.firstTrade(used, before + 1);
            keys.forgetLater(used, now);
        }
        return answer.about(Kind.AMENDED, order, before + 1);
    }

    private @Nullable Refused cannotAmend(AmendOrder amend, int order) {
        if (order == NONE) return Refused.because(Why.UNKNOWN_ORDER);
        if (!orders.isLive(order)) return Refused.because(Why.ORDER_CLOSED);
        if (amend.price() == 0 && amend.quantity() == 0) return Refused.because(Why.NOTHING_TO_AMEND);
        if (amend.price() < 0) return Refused.because(Why.PRICE_NEEDED);
        if (amend.quantity() < 0) return Refused.because(Why.QUANTITY_NEEDED);
        var market = markets.at(orders.instrument(order));
        return admission.amend(order, market, priceAfter(amend, order), quantityAfter(amend, order));
    }

    private long priceAfter(AmendOrder amend, int order) {
        return amend.price() != 0 ? amend.price() : orders.price(order);
    }

    private long quantityAfter(AmendOrder amend, int order) {
        return amend.quantity() != 0 ? amend.quantity() : orders.quantity(order);
    }

    private Answer cancelAll(CancelAllOrders cancel) {
        int account = accounts.find(cancel.account());
        if (account == NONE) return replies.refuse(cancel.account(), "", Refused.because(Why.ACCOUNT_NOT_OPEN));
        var market = markets.find(cancel.instrument());
        if (market == null && !cancel.instrument().isEmpty()) {
            return replies.refuse(cancel.account(), "", Refused.because(Why.UNKNOWN_INSTRUMENT));
        }
        int count = cancel.session() == 0
                ? cancelAll(account, market, 0, cancel.reason())
                : end(cancel.session(), account, market, cancel.reason());
        return answer.counted(Kind.CANCELLED_ALL, count);
    }

    private int end(long session, int account, @Nullable Market market, Reason reason) {
        sessions.end(session);
        return cancelAll(account, market, session, reason);
    }

    private Answer keep(KeepSessions keep) {
        for (var session : keep.sessions()) {
            int account = accounts.find(session.account());
            if (account != NONE) sessions.heardOf(session.id(), account, now);
        }
        return answer.noted();
    }

    /** The oldest first. */
    private int cancelAll(int account, @Nullable Market market, long session, Reason reason) {
        int count = 0;
        for (int order = accounts.newest(account); order != NONE; order = orders.older(order)) {
            if (market != null && orders.instrument(order) != market.number) continue;
            if (session != 0 && orders.session(order) != session) continue;
            if (count == toCancel.length) toCancel = Arrays.copyOf(toCancel, count * 2);
            toCancel[count++] = order;
        }
        for (int i = count - 1; i >= 0; i--) trading.cancel(toCancel[i], reason);
        return count;
    }

    private Answer cancelAfter(CancelAfter after) {
        int account = accounts.find(after.account());
        if (account == NONE) return replies.refuse(after.account(), "", Refused.because(Why.ACCOUNT_NOT_OPEN));
        long strikesAt = after.timeoutMillis() <= 0 ? 0 : now + after.timeoutMillis() * 1_000;
        if (strikesAt == 0) timers.calm(account);
        else timers.strike(account, strikesAt);
        accounts.strikesAt(account, strikesAt);
        tape.next().cancelAfterSet(after.account(), strikesAt);
        return answer.counted(Kind.CANCEL_AFTER, strikesAt);
    }

    /** Nobody has renewed the dead-man's switch. */
    private void strike(int account) {
        accounts.strikesAt(account, 0);
        cancelAll(account, null, 0, Reason.DEAD_MAN);
        tape.next().cancelAfterSet(accounts.id(account), 0);
    }

    private Answer open(OpenAccount open) {
        if (accounts.find(open.account()) != NONE) return answer.counted(Kind.OPENED, 0);
        int asset = wallets.asset(DEMO_ASSET);
        if (!ledger.canGrant(NONE, asset, DEMO_MONEY)) {
            return replies.refuse(open.account(), "", Refused.because(Why.DEPOSIT_TOO_LARGE));
        }
        int account = accounts.open(open.account(), open.synthetic());
        tape.next().accountOpened(open.account(), open.synthetic());
        grant(account, asset, DEMO_MONEY, LedgerKind.GRANT);
        return answer.counted(Kind.OPENED, 1);
    }

    private void grant(int account, int asset, long amount, LedgerKind kind) {
        ledger.post(account, asset, amount, kind, accounts.id(account));
        ledger.post(ledger.pocket(House.GRANTS), asset, -amount, kind, accounts.id(account));
    }

    private Answer deposit(Deposit deposit) {
        int account = accounts.find(deposit.account());
        if (account == NONE)
            return replies.refuse(deposit.account(), deposit.key(), Refused.because(Why.ACCOUNT_NOT_OPEN));
        int key = keys.find(deposit.account(), deposit.key());
        if (key != NONE) return replies.repeated(key, deposit.account(), deposit.key(), Contents.of(deposit));

        var refused = cannotDeposit(account, deposit);
        if (refused != null)
            return replies.refuseForGood(deposit.account(), deposit.key(), Contents.of(deposit), refused);
        int asset = wallets.asset(deposit.asset());
        int wallet = wallets.of(account, asset);
        if (!deposit.unlimited()) wallets.deposited(wallet, now / DAY, deposit.amount());
        grant(account, asset, deposit.amount(), LedgerKind.DEPOSIT);
        keys.forgetLater(keys.add(deposit.account(), deposit.key(), Contents.of(deposit), Keys.DEPOSITED, wallet), now);
        return answer.deposited(wallets.balance(wallet));
    }

    private @Nullable Refused cannotDeposit(int account, Deposit deposit) {
        var most = DEPOSITS_A_DAY.get(deposit.asset());
        if (most == null) return Refused.because(Why.ASSET_UNKNOWN);
        if (deposit.amount() <= 0) return Refused.because(Why.AMOUNT_NEEDED);
        int asset = wallets.asset(deposit.asset());
        if (!ledger.canGrant(account, asset, deposit.amount())) return Refused.because(Why.DEPOSIT_TOO_LARGE);
        if (deposit.unlimited()) return null;
        int wallet = wallets.find(account, asset);
        long left = most - (wallet == NONE ? 0 : wallets.deposited(wallet, now / DAY));
        return deposit.amount() > left ? Refused.because(Why.DEPOSITS_TODAY, left) : null;
    }

    private Answer list(ListInstrument list) {
        var rules = list.instrument();
        var known = listed(rules.symbol());
        var why = known == null ? null : known.instrument().cannotBecome(rules);
        if (why != null) return replies.refuse(0, "", Refused.because(why));
        if (rules.cfd() == null) markets.list(rules);
        else cfds.list(rules, now);
        var listed = listed(rules.symbol());
        if (listed == null) throw new IllegalStateException(rules.symbol() + " was not listed");
        tape.next().instrumentListed(listed.instrument());
        return answer.noted();
    }

    private @Nullable Listed listed(String symbol) {
        var market = markets.find(symbol);
        return market != null ? market : cfds.find(symbol);
    }

    private Answer halt(String symbol, boolean halted) {
        var market = listed(symbol);
        if (market == null) return replies.refuse(0, "", Refused.because(Why.UNKNOWN_INSTRUMENT));
        if (market.instrument().halted() == halted) return answer.noted();
        market.rule(market.instrument().halted(halted));
        if (halted) tape.next().instrumentHalted(symbol);
        else tape.next().instrumentResumed(symbol);
        return answer.noted();
    }

    private Answer suspend(long id, boolean suspended) {
        int account = accounts.find(id);
        if (account == NONE) return replies.refuse(id, "", Refused.because(Why.ACCOUNT_NOT_OPEN));
        if (accounts.suspended(account) == suspended) return answer.noted();
        accounts.suspended(account, suspended);
        if (suspended) {
            tape.next().accountSuspended(id);
            cancelAll(account, null, 0, Reason.SUSPENDED);
        } else {
            tape.next().accountResumed(id);
        }
        return answer.noted();
    }

    private Answer limit(SetLimits set) {
        int account = accounts.find(set.account());
        if (account == NONE) return replies.refuse(set.account(), "", Refused.because(Why.ACCOUNT_NOT_OPEN));
        accounts.limits(account, set.limits().orDefault());
        tape.next().limitsSet(set.account(), accounts.limits(account));
        return answer.noted();
    }

    private Answer rule(SetRules set) {
        if (set.version() < rules || set.version() > RULES) {
            throw new IllegalStateException("rules " + set.version() + " are not known here");
        }
        rules = set.version();
        tape.next().rulesSet(rules);
        return answer.noted();
    }

    // What can be asked of the market as it stands.

    /** The number of the last event. */
    public long sequence() {
        return tape.sequence();
    }

    /** The rules that it behaves by. */
    public int rules() {
        return rules;
    }

    public Numbers numbers() {
        return new Numbers(tape.sequence(), trading.lastOrder(), trading.lastTrade(), broker.lastPosition());
    }

    /**
     * Counts on from here. Only for {@code ./openbell recover}: numbers that were given out by commands which are lost must not come
     * again.
     */
    public void countOnFrom(Numbers last) {
        tape.sequence(last.event());
        trading.countOnFrom(last.order(), last.trade());
        broker.countOnFrom(last.position());
    }

    /** The engine's time: the highest that a command carried. */
    public long now() {
        return now;
    }

    /** When time itself will change something, so that somebody must tell the engine that it has come. */
    public long nextTimer() {
        return Math.min(Math.min(timers.next(), sessions.next()), cfds.nextFinancing());
    }

    public boolean knows(long account) {
        return accounts.find(account) != NONE;
    }

    /** Every trader's account. */
    public void accounts(LongConsumer each) {
        accounts.forEach(each);
    }

    public @Nullable Order order(long account, OrderName name) {
        int owner = accounts.find(account);
        int order = owner == NONE ? NONE : trading.find(owner, name);
        return order == NONE ? null : view.at(order);
    }

    /** What an order with a key that was used is refused for: what it was refused for then, or that it was for something else. */
    public @Nullable Refused refusal(PlaceOrder place) {
        int entry = keys.find(place.account(), place.key());
        if (entry == NONE) return null;
        if (!keys.isFor(entry, Contents.of(place))) return Refused.because(Why.KEY_USED);
        return keys.outcome(entry) == Keys.REFUSED ? keys.refused(entry) : null;
    }

    /** The trades of an order, oldest first. */
    public List<Fill> fills(Order order) {
        return fills(order, 0);
    }

    List<Fill> fills(Order order, long firstTrade) {
        return fills.of(order.row(), markets.at(orders.instrument(order.row())).instrument(), firstTrade);
    }

    /** Newest first. */
    public void openOrders(long account, Consumer<Order> each) {
        int owner = accounts.find(account);
        if (owner == NONE) return;
        for (int order = accounts.newest(owner); order != NONE; order = orders.older(order))
            each.accept(view.at(order));
    }

    /** Open, or closed in the last five minutes. */
    public @Nullable Position position(long account, long id) {
        int owner = accounts.find(account);
        int position = owner == NONE ? NONE : broker.find(owner, id);
        return position == NONE ? null : broker.view(position);
    }

    /** What is open, newest first. */
    public void positions(long account, Consumer<Position> each) {
        int owner = accounts.find(account);
        if (owner == NONE) return;
        for (int position = accounts.newestPosition(owner); position != NONE; position = positions.older(position)) {
            each.accept(broker.view(position));
        }
    }

    public Summary summary(long account) {
        int owner = accounts.find(account);
        // Whoever has an account was given some: the asset is known, and asking for it changes nothing.
        int wallet = owner == NONE ? NONE : wallets.find(owner, wallets.asset(DEMO_ASSET));
        if (wallet == NONE) return new Summary(0, 0, 0, 0);
        long unrealized = 0;
        for (int position = accounts.newestPosition(owner); position != NONE; position = positions.older(position)) {
            unrealized += broker.view(position).unrealized();
        }
        return new Summary(wallets.total(wallet), wallets.margin(wallet), wallets.available(wallet), unrealized);
    }

    /** When the account's dead-man's switch strikes; 0 while it is off. */
    public long strikesAt(long account) {
        int owner = accounts.find(account);
        return owner == NONE ? 0 : accounts.strikesAt(owner);
    }

    public List<Balance> balances(long account) {
        var balances = new ArrayList<Balance>(4);
        int owner = accounts.find(account);
        if (owner == NONE) return balances;
        for (int wallet = accounts.wallets(owner); wallet != NONE; wallet = wallets.next(wallet)) {
            balances.add(wallets.balance(wallet));
        }
        return balances.reversed();
    }

    public List<Instrument> instruments() {
        return Stream.concat(markets.all().stream(), cfds.all().stream())
                .map(Listed::instrument)
                .toList();
    }

    /** What the feed said last of each CFD of which it has said anything. */
    public List<CfdPrice> prices() {
        return cfds.all().stream()
                .filter(CfdMarket::hasPrice)
                .map(CfdMarket::price)
                .toList();
    }

    /** Whether it has a book. */
    public boolean trades(String symbol) {
        return markets.find(symbol) != null;
    }

    /** One side of a book, best price first. */
    public List<BookLevel> book(String symbol, Side side, int most) {
        var found = new ArrayList<BookLevel>();
        var market = markets.find(symbol);
        if (market == null) return found;
        var queue = market.book.side(side);
        for (int level = queue.best(); level != NONE && found.size() < most; level = queue.next(level)) {
            found.add(new BookLevel(levels.price(level), levels.quantity(level), levels.orders(level)));
        }
        return found;
    }

    /** What an order would do to the book as it stands; changes nothing. */
    public Preview preview(PlaceOrder place) {
        int account = accounts.find(place.account());
        var market = markets.find(place.instrument());
        if (account == NONE) return Preview.refused(Refused.because(Why.ACCOUNT_NOT_OPEN));
        if (market == null) return Preview.refused(Refused.because(Why.UNKNOWN_INSTRUMENT));
        var refused = admission.place(place, account, market, now);
        if (refused != null) return Preview.refused(refused);
        var fills = new ArrayList<BookLevel>();
        if (place.type().waits()) return Preview.of(fills, 0, 0, 0, admission.hold(), market, place.side());
        long hold = admission.hold();
        var walk = admission.preview(place, account, market, (price, quantity) -> {
            if (!fills.isEmpty() && fills.getLast().price() == price) {
                var same = fills.removeLast();
                fills.add(new BookLevel(price, same.quantity() + quantity, same.orders() + 1));
            } else {
                fills.add(new BookLevel(price, quantity, 1));
            }
        });
        long rest = place.quantity() - walk.quantity();
        boolean rests = place.type().hasLimit() && place.timeInForce().rests() && rest > 0 && !walk.metItself();
        long held = !rests
                ? 0
                : walk.quantity() == 0
                        ? hold
                        : Settlement.holdFor(market.instrument(), place.side(), place.price(), rest);
        return Preview.of(fills, walk.quantity(), walk.cost(), walk.fee(), held, market, place.side());
    }

    // Snapshots.

    /** Writes down everything that this engine knows. */
    public void write(StateWriter state) {
        state.number(LAYOUT);
        state.number(rules);
        state.number(now);
        state.number(tape.sequence());
        orders.writeAll(state);
        accounts.writeAll(state);
        standings.write(state);
        wallets.writeAll(state);
        texts.write(state);
        fills.write(state);
        keys.writeAll(state);
        timers.write(state);
        sessions.write(state);
        ledger.write(state);
        markets.write(state);
        positions.writeAll(state);
        cfds.write(state);
        broker.write(state);
        trading.write(state);
    }

    /** Becomes what another engine was when it wrote this. */
    public void read(StateReader state) {
        state.expect(LAYOUT, "the layout of a snapshot");
        rules = (int) state.number();
        if (rules > RULES) throw new OtherLayout("rules " + rules + " are not known here");
        now = state.number();
        tape.sequence(state.number());
        orders.readAll(state);
        accounts.readAll(state);
        standings.read(state);
        wallets.readAll(state);
        texts.read(state);
        fills.read(state);
        keys.readAll(state);
        timers.read(state);
        sessions.read(state);
        ledger.read(state);
        markets.read(state);
        positions.readAll(state);
        cfds.read(state);
        broker.read(state);
        trading.read(state);
    }
}
