package io.sockee.proxy;

import java.util.Optional;

/** All addresses that begin with the same bits, as {@code 10.0.0.0/8} or {@code fd00::/8} says; or one address. */
record AddressRange(IpAddress base, int prefix) {
    private static final int MAPPED_PREFIX = 96;

    AddressRange {
        // Whoever trusts everybody has no proxies.
        if (prefix < 1 || prefix > base.bits()) {
            throw new IllegalArgumentException("No prefix of " + base + ": " + prefix);
        }
    }

    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (base.isEmpty() || slash < 0) {
            return base.map(address -> new AddressRange(address, address.bits()));
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        boolean mapped = text.indexOf(':') >= 0 && base.get().bits() == 32;
        int prefix = Integer.parseInt(length) - (mapped ? MAPPED_PREFIX : 0);
        return prefix < 1 || prefix > base.get().bits()
                ? Optional.empty()
                : Optional.of(new AddressRange(base.get(), prefix));
    }

    boolean contains(IpAddress address) {
        return base.sharesPrefix(address, prefix);
    }
}
