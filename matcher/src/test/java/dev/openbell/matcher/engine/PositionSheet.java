package dev.openbell.matcher.engine;

/** A position as it stood when it was told of: the engine's own view is good only for that moment. */
record PositionSheet(
        long id,
        long account,
        String asset,
        Direction direction,
        long margin,
        int leverage,
        long quantity,
        long entryPrice,
        long markPrice,
        long stopLoss,
        long takeProfit,
        long trailing,
        long liquidationPrice,
        long marginLevel,
        long unrealized,
        long realized,
        long fees,
        long financing,
        boolean open,
        CloseReason reason,
        long closePrice,
        long openedAt,
        long closedAt) {
    static PositionSheet of(Position position) {
        return new PositionSheet(
                position.id(),
                position.account(),
                position.asset(),
                position.direction(),
                position.margin(),
                position.leverage(),
                position.quantity(),
                position.entryPrice(),
                position.markPrice(),
                position.stopLoss(),
                position.takeProfit(),
                position.trailing(),
                position.liquidationPrice(),
                position.marginLevel(),
                position.unrealized(),
                position.realized(),
                position.fees(),
                position.financing(),
                position.isOpen(),
                position.reason(),
                position.closePrice(),
                position.openedAt(),
                position.closedAt());
    }

    /** The same at other prices and another time of day. */
    PositionSheet markedLike(PositionSheet other) {
        return new PositionSheet(
                id,
                account,
                asset,
                direction,
                margin,
                leverage,
                quantity,
                entryPrice,
                other.markPrice,
                stopLoss,
                takeProfit,
                trailing,
                liquidationPrice,
                other.marginLevel,
                other.unrealized,
                realized,
                fees,
                other.financing,
                open,
                reason,
                closePrice,
                openedAt,
                closedAt);
    }
}
