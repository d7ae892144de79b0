package io.tact.history;

import io.tact.model.Amounts;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Slots that very many records say alike, found from what they say, without making them anew. Safe for any thread. */
final class SharedSlots extends Shared<Slot> {

    /** @param most a power of two: how many it can take up */
    SharedSlots(int most) {
        super(most);
    }

    /** The slot that says this. */
    Slot of(
            Channel channel,
            Direction direction,
            Purpose purpose,
            @Nullable String category,
            @Nullable String subject,
            @Nullable String sender,
            SenderClass senderClass,
            @Nullable String campaign,
            @Nullable String offer,
            @Nullable Amounts amounts) {
        int hash = Slot.hash(channel, category, sender, campaign, offer);
        for (int i = 0; i < CHAIN; i++) {
            Slot known = known(hash, i);
            if (known == null) {
                break;
            }
            if (known.direction() == direction
                    && known.purpose() == purpose
                    && known.senderClass() == senderClass
                    && known.channel().equals(channel)
                    && Objects.equals(known.campaign(), campaign)
                    && Objects.equals(known.offer(), offer)
                    && Objects.equals(known.category(), category)
                    && Objects.equals(known.subject(), subject)
                    && Objects.equals(known.sender(), sender)
                    && Objects.equals(known.amounts(), amounts)) {
                return known;
            }
        }
        return of(new Slot(
                channel, direction, purpose, category, subject, sender, senderClass, campaign, offer, amounts));
    }
}
