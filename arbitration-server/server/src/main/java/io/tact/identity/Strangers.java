package io.tact.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * How often somebody whom nobody knows is answered, by the address that they ask from. Addresses of IPv6 count by their first 64
 * bits, which one home has for itself. Whoever is known takes nothing. Of bounded size: an address that is forgotten asked
 * nothing of late, or so many others did that the sum of their rates is what counts. Safe for any thread.
 */
public final class Strangers {
    private static final int MOST_ADDRESSES = 20_000;
    private static final int NETWORK_BYTES = 8;

    private final int perSecond;
    private final Recent<String, TokenBucket> rates = new Recent<>(MOST_ADDRESSES);

    /** @param perSecond how often from one address, 1 to 1,000,000 */
    public Strangers(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Whether somebody may ask now who may turn out to be known; takes nothing.
     *
     * @param address as digits
     * @param nanos now, of a clock that never goes back
     * @return 0 if so, else in how many nanoseconds
     */
    public long waitOf(String address, long nanos) {
        if (rates.isEmpty()) {
            return 0;
        }
        TokenBucket rate = rates.get(networkOf(address));
        return rate == null ? 0 : rate.waitAt(nanos);
    }

    /**
     * Somebody turned out not to be known.
     *
     * @param address as digits
     * @param nanos now, of a clock that never goes back
     * @return 0 if they may be told so, else in how many nanoseconds they may ask again
     */
    public long refused(String address, long nanos) {
        return rates.getOrMake(networkOf(address), network -> new TokenBucket(perSecond, nanos))
                .take(nanos);
    }

    /** How many addresses are remembered. */
    int size() {
        return rates.size();
    }

    private static String networkOf(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getAllByName(address)[0].getAddress();
            return bytes.length > NETWORK_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
