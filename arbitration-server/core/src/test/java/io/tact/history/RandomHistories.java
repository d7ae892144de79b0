package io.tact.history;

import io.tact.model.Amounts;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws histories that are valid but as odd as the model allows. The same seed draws the same ones. */
public final class RandomHistories {
    private static final List<String> ODD_TEXTS = List.of(
            "", "?", "a\u0000b", "été 東京 \uD83D\uDE80", "\uD83D", "x\uDE80y", "A".repeat(3000), "ﬁ\u202Eabc", "\uFFFD");
    private static final List<Instant> ODD_INSTANTS = List.of(
            Instant.EPOCH,
            Instant.MIN,
            Instant.MAX,
            Instant.ofEpochMilli(Long.MAX_VALUE),
            Instant.ofEpochMilli(Long.MIN_VALUE),
            Instant.ofEpochMilli(-1));

    private final Random random;

    public RandomHistories(long seed) {
        random = new Random(seed);
    }

    public ContactHistory history(String key) {
        List<Subscriber> subscribers = list(3, this::subscriber);
        List<Contact> contacts = new ArrayList<>(list(12, this::contact));
        contacts.sort(Contact.BY_TIME);
        return new ContactHistory(new LedgerKey(key), random.nextInt(1000), instant(), subscribers, contacts);
    }

    public Subscriber subscriber() {
        Map<String, ProfileValue> profile = new TreeMap<>();
        list(8, this::text).forEach(name -> profile.put(name, new ProfileValue(value(), instant())));
        return new Subscriber(
                text(),
                list(3, this::text),
                list(2, this::text),
                list(2, this::text),
                maybe(() -> pick(List.of(ZoneId.of("Europe/Paris"), ZoneId.of("+05:45"), ZoneId.of("UTC")))),
                maybe(this::text),
                maybe(this::text),
                profile,
                list(5, this::consent),
                random.nextInt(3) == 0 ? Circumstances.NONE : circumstances());
    }

    private Circumstances circumstances() {
        return new Circumstances(
                place(), place(), list(3, this::relation), list(2, this::preferredHours), list(2, this::suppression));
    }

    private Place place() {
        return new Place(
                maybe(this::text),
                maybe(() -> pick(List.of(ZoneId.of("Asia/Tokyo"), ZoneId.of("UTC")))),
                maybe(this::instant));
    }

    private Relation relation() {
        Instant one = instant();
        Instant other = instant();
        return new Relation(
                pick(List.of(Relation.Kind.values())),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> one.isBefore(other) ? one : other),
                maybe(() -> one.isBefore(other) ? other : one));
    }

    private PreferredHours preferredHours() {
        return new PreferredHours(
                Set.copyOf(list(7, () -> pick(List.of(DayOfWeek.values())))),
                random.nextInt(1440),
                1 + random.nextInt(1440));
    }

    private Suppression suppression() {
        return new Suppression(
                text(),
                maybe(this::channel),
                maybe(() -> pick(List.of(Purpose.values()))),
                maybe(this::text),
                maybe(this::text),
                text(),
                maybe(this::text),
                instant(),
                maybe(this::instant),
                maybe(() -> new Suppression.Lift(instant(), text())));
    }

    public AttributeValue value() {
        return switch (random.nextInt(5)) {
            case 0 -> new AttributeValue.Text(text());
            case 1 -> new AttributeValue.Numeric(new Fixed(pick(
                    List.of(0L, 1L, -1L, Fixed.MAX_MICROS, -Fixed.MAX_MICROS, (long) random.nextInt(1_000_000_000)))));
            case 2 -> new AttributeValue.Flag(random.nextBoolean());
            case 3 -> new AttributeValue.Day(
                    pick(List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.EPOCH, LocalDate.of(2026, 11, 23))));
            default -> new AttributeValue.Moment(instant());
        };
    }

    public Consent consent() {
        return new Consent(
                maybe(this::channel),
                maybe(() -> pick(List.of(Purpose.values()))),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> pick(List.of(SpecialConsent.values()))),
                random.nextBoolean(),
                instant(),
                maybe(this::text),
                maybe(this::instant));
    }

    public Contact contact() {
        List<ContactState> states = new ArrayList<>(List.of(ContactState.values()));
        states.remove(ContactState.UNKNOWN);
        return new Contact(
                text(),
                text(),
                maybe(this::text),
                slot(),
                maybe(this::text),
                instant(),
                maybe(this::instant),
                pick(states),
                list(3, this::outcome));
    }

    private Outcome outcome() {
        return new Outcome(text(), pick(List.of(OutcomeType.values())), instant(), maybe(this::text));
    }

    private Slot slot() {
        return new Slot(
                channel(),
                pick(List.of(Direction.values())),
                pick(List.of(Purpose.values())),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                pick(List.of(SenderClass.values())),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> new Amounts(fixed(), fixed(), fixed())));
    }

    private Fixed fixed() {
        return new Fixed(random.nextLong(-Fixed.MAX_MICROS, Fixed.MAX_MICROS + 1));
    }

    private Channel channel() {
        return new Channel(pick(List.of("SMS", "EMAIL", "PIGEON", "X" + "_1".repeat(15))));
    }

    private String text() {
        return random.nextInt(6) == 0 ? pick(ODD_TEXTS) : "t" + random.nextInt(40);
    }

    private Instant instant() {
        if (random.nextInt(10) == 0) {
            return pick(ODD_INSTANTS);
        }
        long millis = 1_764_000_000_000L + (long) (random.nextGaussian() * 40_000_000_000L);
        return Instant.ofEpochMilli(random.nextBoolean() ? millis : millis / 1000 * 1000);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> @Nullable T maybe(Supplier<T> draw) {
        return random.nextBoolean() ? draw.get() : null;
    }

    private <T> List<T> list(int most, Supplier<T> draw) {
        List<T> drawn = new ArrayList<>();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            drawn.add(draw.get());
        }
        return drawn;
    }
}
