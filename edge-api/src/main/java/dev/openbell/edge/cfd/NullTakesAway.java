package dev.openbell.edge.cfd;

import io.micronaut.context.annotation.Bean;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** A price that is written as null is to be none from now on, as 0 says too; only one that is not written at all stays as it is. */
@Singleton
@Bean(typed = NullTakesAway.class) // for the fields that name it, not for every text
final class NullTakesAway implements Deserializer<String> {
    private static final String NONE = "0";

    @Override
    public String deserialize(Decoder decoder, DecoderContext context, Argument<? super String> type)
            throws IOException {
        return decoder.decodeString();
    }

    @Override
    public String deserializeNullable(Decoder decoder, DecoderContext context, Argument<? super String> type)
            throws IOException {
        var text = decoder.decodeStringNullable();
        return text == null ? NONE : text;
    }
}
