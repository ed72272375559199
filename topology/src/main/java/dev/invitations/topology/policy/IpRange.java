package dev.invitations.topology.policy;

import java.math.BigInteger;
import java.net.InetAddress;

/** An address or a CIDR block, as IAM takes both. A host name is neither and is never looked up. */
final class IpRange {
    private IpRange() {}

    static boolean contains(String range, String ip) {
        String[] parts = range.split("/", 2);
        try {
            byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
            byte[] address = InetAddress.ofLiteral(ip).getAddress();
            int bits = network.length * Byte.SIZE;
            int hostBits = bits - (parts.length == 2 ? Integer.parseInt(parts[1]) : bits);
            return network.length == address.length
                    && hostBits >= 0
                    && new BigInteger(1, network)
                            .shiftRight(hostBits)
                            .equals(new BigInteger(1, address).shiftRight(hostBits));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
