package io.sockee.proxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Addresses, and ranges of them, as settings name them. Immutable; safe for any thread. */
public final class AddressList {
    /** No address. */
    public static final AddressList NONE = new AddressList(List.of());

    private final List<AddressRange> ranges;

    private AddressList(List<AddressRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * The addresses that are named.
     *
     * @param ranges addresses such as {@code 192.0.2.7} and ranges such as {@code fd00::/8}
     * @throws IllegalArgumentException when one is neither an address nor a range; the message is that text
     */
    public static AddressList of(Collection<String> ranges) {
        List<AddressRange> parsed = new ArrayList<>();
        for (String range : ranges) {
            parsed.add(AddressRange.parse(range).orElseThrow(() -> new IllegalArgumentException(range)));
        }
        return new AddressList(parsed);
    }

    /** Whether an address is among them; a text that is no address is not. */
    public boolean contains(String address) {
        return !ranges.isEmpty()
                && IpAddress.parse(address).filter(this::contains).isPresent();
    }

    boolean contains(IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
