package dev.openbell.maker;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import dev.openbell.trading.v1.DepositRequest;
import dev.openbell.trading.v1.GetBalancesRequest;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bot has to trade with. When it runs low it deposits: for the venue's own bots there is no limit of a day. */
final class Stock {
    private static final Logger log = LoggerFactory.getLogger(Stock.class);

    private final AccountServiceBlockingStub accounts;
    private final Ticket ticket;
    private final Map<String, Long> wanted;
    private final Map<String, Long> have = new HashMap<>();

    /** @param wanted how much it likes to have of each asset */
    Stock(AccountServiceBlockingStub accounts, Ticket ticket, Map<String, Long> wanted) {
        this.accounts = accounts;
        this.ticket = ticket;
        this.wanted = wanted;
    }

    /** Counts, and fills up what has sunk to half of what is wanted. */
    void take() {
        var balances = ticket.on(accounts).getBalances(GetBalancesRequest.getDefaultInstance());
        for (var balance : balances.getBalancesList()) have.put(balance.getAsset(), balance.getTotalE8());
        wanted.forEach((asset, amount) -> {
            long missing = amount - have(asset);
            if (missing > amount / 2) deposit(asset, missing);
        });
    }

    private void deposit(String asset, long amountE8) {
        try {
            var deposited = ticket.on(accounts)
                    .deposit(DepositRequest.newBuilder()
                            .setAsset(asset)
                            .setAmountE8(amountE8)
                            .build());
            have.put(asset, deposited.getBalance().getTotalE8());
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.LIMIT_EXCEEDED) throw e;
            log.info("No more {} can be deposited today", asset);
        }
    }

    /**
     * How much more than wanted there is of an asset, in steps of a tenth, so that not every trade changes it.
     *
     * @return from -10,000 (none of it) to 10,000 (twice as much, or more)
     */
    int lean(String asset) {
        long want = wanted.getOrDefault(asset, 0L);
        if (want == 0) return 0;
        long tenths = Math.clamp((have(asset) - want) / (want / 10), -10, 10);
        return (int) tenths * Ladder.ALL / 10;
    }

    private long have(String asset) {
        return have.getOrDefault(asset, 0L);
    }
}
