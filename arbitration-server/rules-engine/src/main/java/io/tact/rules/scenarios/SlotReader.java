package io.tact.rules.scenarios;

import io.tact.model.Amounts;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.rules.scenarios.YamlReader.Field;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the dimensions of a message that need not be in the catalogue. */
final class SlotReader {
    /** What a message may say of itself. */
    static final Set<String> KEYS = Set.of(
            "channel",
            "direction",
            "purpose",
            "category",
            "subject",
            "sender",
            "senderClass",
            "campaign",
            "offer",
            "amounts");

    private static final Set<String> AMOUNTS = Set.of("value", "contactCost", "incentiveCost");

    private final YamlReader yaml;
    private final Map<String, Field> fields;

    SlotReader(YamlReader yaml, Map<String, Field> fields) {
        this.yaml = yaml;
        this.fields = fields;
    }

    /** The message; null, with a problem noted, if it names no channel. It is outbound marketing unless it says otherwise. */
    @Nullable Slot read(Node message) {
        Channel channel = channel(message);
        Direction direction = word("direction", Direction.class);
        Purpose purpose = word("purpose", Purpose.class);
        SenderClass senderClass = word("senderClass", SenderClass.class);
        String category = text("category");
        String subject = text("subject");
        String sender = text("sender");
        String campaign = text("campaign");
        String offer = text("offer");
        Amounts amounts = amounts();
        return channel == null
                ? null
                : new Slot(
                        channel,
                        direction == null ? ScenarioReader.DEFAULT_DIRECTION : direction,
                        purpose == null ? Purpose.MARKETING : purpose,
                        category,
                        subject,
                        sender,
                        senderClass == null ? SenderClass.CVM : senderClass,
                        campaign,
                        offer,
                        amounts);
    }

    private @Nullable Channel channel(Node message) {
        Field field = fields.get("channel");
        if (field == null) {
            yaml.problem(message, "the message has no channel", "Maybe write {channel: SMS, purpose: MARKETING}");
            return null;
        }
        return channel(yaml, field.value());
    }

    /** A channel; null, with a problem noted, if it is none. */
    static @Nullable Channel channel(YamlReader yaml, Node node) {
        String text = yaml.text(node, "channel");
        if (text == null) {
            return null;
        }
        if (!Channel.isName(text)) {
            yaml.problem(
                    node,
                    "channel \"" + YamlReader.brief(text) + "\" is no name of a channel",
                    "Maybe SMS or CALL_CENTRE");
            return null;
        }
        return new Channel(text);
    }

    private @Nullable Amounts amounts() {
        Field field = fields.get("amounts");
        if (field == null) {
            return null;
        }
        Map<String, Field> given = yaml.map(field.value(), "amounts", AMOUNTS);
        return new Amounts(amount(given, "value"), amount(given, "contactCost"), amount(given, "incentiveCost"));
    }

    private Fixed amount(Map<String, Field> given, String name) {
        Field field = given.get(name);
        Fixed amount = field == null ? null : yaml.number(field.value(), name);
        return amount == null ? Fixed.ZERO : amount;
    }

    private <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        Field field = fields.get(name);
        return field == null ? null : yaml.word(field.value(), name, type);
    }

    private @Nullable String text(String name) {
        Field field = fields.get(name);
        return field == null ? null : yaml.text(field.value(), name);
    }
}
