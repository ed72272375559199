package dev.invitations.contract.topology;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IP addresses in CIDR notation, such as {@code 10.0.0.0/24} or {@code 2001:db8::/32}. */
record IpBlock(byte[] address, int maskBits) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** @throws IllegalArgumentException with SNS's sentence where the text is no CIDR block */
    static IpBlock parse(String cidr) {
        String[] parts = cidr.split("/");
        if (parts.length != 2) {
            throw new IllegalArgumentException("Malformed CIDR, one '/' required");
        }
        int maskBits = maskBits(parts[1]);
        byte[] address = address(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("Nonstandard IP address: " + parts[0]));
        if (maskBits >= address.length * Byte.SIZE) {
            throw new IllegalArgumentException(
                    address.length == 4 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
        }
        return new IpBlock(address, maskBits);
    }

    private static int maskBits(String text) {
        int bits;
        try {
            bits = Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("Malformed CIDR, mask bits must be an integer");
        }
        if (bits < 0) {
            throw new IllegalArgumentException("Malformed CIDR, mask bits must not be negative");
        }
        return bits;
    }

    /** The address by which the block is written. */
    String firstAddress() {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    boolean contains(String ip) {
        return address(ip)
                .filter(other -> other.length == address.length)
                .map(other -> network(other).equals(network(address)))
                .orElse(false);
    }

    private BigInteger network(byte[] ip) {
        return new BigInteger(1, ip).shiftRight(ip.length * Byte.SIZE - maskBits);
    }

    /** Only literals: a host name must never be looked up. */
    private static Optional<byte[]> address(String ip) {
        if (!IPV4.matcher(ip).matches() && !IPV6.matcher(ip).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(ip).getAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
