package io.tact.history;

import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.SpecialConsent;
import java.util.List;

/**
 * The wire codes of constants: their place in these lists, whatever their order in the enum. New ones go to the end;
 * nothing is ever moved or taken out.
 */
final class WireCodes {
    static final List<Direction> DIRECTIONS = List.of(Direction.OUTBOUND, Direction.INBOUND);

    static final List<Purpose> PURPOSES = List.of(
            Purpose.EMERGENCY,
            Purpose.TRANSACTIONAL,
            Purpose.SERVICE,
            Purpose.COLLECTIONS,
            Purpose.RESEARCH,
            Purpose.MARKETING);

    static final List<SenderClass> SENDER_CLASSES = List.of(
            SenderClass.CVM,
            SenderClass.PRODUCT,
            SenderClass.SYSTEM,
            SenderClass.VAS,
            SenderClass.CORPORATE,
            SenderClass.GOVERNMENT,
            SenderClass.THIRD_PARTY);

    static final List<ContactState> STATES = List.of(
            ContactState.RESERVED,
            ContactState.UNKNOWN,
            ContactState.SENT,
            ContactState.DELIVERED,
            ContactState.FAILED,
            ContactState.RELEASED);

    static final List<OutcomeType> OUTCOMES = List.of(
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

    static final List<SpecialConsent> SPECIAL_CONSENTS =
            List.of(SpecialConsent.OUTSIDE_HOURS, SpecialConsent.NIGHT, SpecialConsent.AUTOMATED);

    static final List<Relation.Kind> RELATIONS = List.of(
            Relation.Kind.EXISTING_CUSTOMER,
            Relation.Kind.OWN_SIMILAR_PRODUCT,
            Relation.Kind.ONGOING_CONTRACT,
            Relation.Kind.EXPRESS_REQUEST);

    private WireCodes() {}
}
