package io.tact.history;

import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.SpecialConsent;
import java.util.AbstractList;

/**
 * The wire codes of constants: their place in these lists, whatever their order in the enum. New ones go to the end;
 * nothing is ever moved or taken out.
 */
final class WireCodes {
    static final Codes<Direction> DIRECTIONS = new Codes<>(Direction.OUTBOUND, Direction.INBOUND);

    static final Codes<Purpose> PURPOSES = new Codes<>(
            Purpose.EMERGENCY,
            Purpose.TRANSACTIONAL,
            Purpose.SERVICE,
            Purpose.COLLECTIONS,
            Purpose.RESEARCH,
            Purpose.MARKETING);

    static final Codes<SenderClass> SENDER_CLASSES = new Codes<>(
            SenderClass.CVM,
            SenderClass.PRODUCT,
            SenderClass.SYSTEM,
            SenderClass.VAS,
            SenderClass.CORPORATE,
            SenderClass.GOVERNMENT,
            SenderClass.THIRD_PARTY);

    static final Codes<ContactState> STATES = new Codes<>(
            ContactState.RESERVED,
            ContactState.UNKNOWN,
            ContactState.SENT,
            ContactState.DELIVERED,
            ContactState.FAILED,
            ContactState.RELEASED);

    static final Codes<OutcomeType> OUTCOMES = new Codes<>(
            OutcomeType.SENT,
            OutcomeType.DELIVERED,
            OutcomeType.FAILED,
            OutcomeType.READ,
            OutcomeType.CLICKED,
            OutcomeType.NO_ANSWER,
            OutcomeType.BUSY,
            OutcomeType.VOICEMAIL,
            OutcomeType.CONVERSATION,
            OutcomeType.ACCEPTED,
            OutcomeType.REFUSED,
            OutcomeType.LATER,
            OutcomeType.OPTED_OUT,
            OutcomeType.COMPLAINED,
            OutcomeType.OBJECTED,
            OutcomeType.TERMINATED,
            OutcomeType.NO_RESPONSE);

    static final Codes<SpecialConsent> SPECIAL_CONSENTS =
            new Codes<>(SpecialConsent.OUTSIDE_HOURS, SpecialConsent.NIGHT, SpecialConsent.AUTOMATED);

    static final Codes<Relation.Kind> RELATIONS = new Codes<>(
            Relation.Kind.EXISTING_CUSTOMER,
            Relation.Kind.OWN_SIMILAR_PRODUCT,
            Relation.Kind.ONGOING_CONTRACT,
            Relation.Kind.EXPRESS_REQUEST);

    private WireCodes() {}

    /** Constants at their codes, with the code of each at its ordinal, since every contact of every packing asks for some. */
    static final class Codes<E extends Enum<E>> extends AbstractList<E> {
        private final E[] constants;
        private final int[] codes;

        @SafeVarargs
        Codes(E... constants) {
            this.constants = constants;
            codes = new int[constants[0].getDeclaringClass().getEnumConstants().length];
            for (int code = 0; code < constants.length; code++) {
                codes[constants[code].ordinal()] = code;
            }
        }

        /** The code of a constant. */
        int of(E constant) {
            return codes[constant.ordinal()];
        }

        @Override
        public E get(int code) {
            return constants[code];
        }

        @Override
        public int size() {
            return constants.length;
        }
    }
}
