package dev.invitations.messaging;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import org.eclipse.microprofile.config.spi.Converter;

/** A size in bytes that is more than nothing, such as {@code 512K}: a bound of nothing would let nothing through. */
public final class PositiveSize implements Converter<MemorySize> {
    private static final long serialVersionUID = 1;
    private static final MemorySizeConverter SIZES = new MemorySizeConverter();

    /**
     * @throws IllegalArgumentException where it is none
     */
    @Override
    public MemorySize convert(String value) {
        MemorySize size = SIZES.convert(value);
        if (size != null && size.asLongValue() < 1) {
            throw new IllegalArgumentException("a size of at least 1 byte is needed, such as 16M, and it is " + value);
        }
        return size;
    }
}
