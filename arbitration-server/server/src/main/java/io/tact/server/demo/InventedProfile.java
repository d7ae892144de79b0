package io.tact.server.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/**
 * The profile of a sample subscriber: what the sample says, and what it lacks, drawn by {@link Draw}. Nothing here is known
 * of anyone. The shapes are chosen so that every campaign of the demo finds some subscribers.
 */
final class InventedProfile {
    private final SampleRow row;
    private final Draw draw;
    private final LocalDate today;

    InventedProfile(SampleRow row, LocalDate today) {
        this.row = row;
        this.draw = new Draw(row.id());
        this.today = today;
    }

    void writeTo(ObjectNode profile) {
        sampled(profile);
        contract(profile);
        credit(profile);
        use(profile);
        relations(profile);
        scores(profile);
    }

    private void sampled(ObjectNode profile) {
        profile.put("plan", plan());
        profile.put("tenure_months", row.tenureMonths());
        profile.put("monthly_charges", row.monthlyCharges());
        profile.put("internet", row.internet());
        profile.put("line_count", row.lines());
        profile.put("senior", row.senior());
        profile.put("family", row.partner() || row.dependents());
        profile.put("paperless", row.paperless());
        profile.put("payment_method", row.payment());
        profile.put("has_streaming", row.streaming());
        profile.put("has_security", row.security());
    }

    /** Who is bound to nothing and pays little is prepaid or hybrid. */
    private String plan() {
        if (row.contractMonths() > 0) {
            return "POSTPAID";
        }
        boolean prepaid = row.internet().equals("NONE")
                || (row.payment().equals("ELECTRONIC_CHECK") && draw.isAmong("prepaid", 0.35));
        return prepaid ? "PREPAID" : row.payment().equals("MAILED_CHECK") ? "HYBRID" : "POSTPAID";
    }

    private void contract(ObjectNode profile) {
        int months = row.contractMonths();
        profile.put("contract", months == 0 ? "MONTHLY" : months == 12 ? "ONE_YEAR" : "TWO_YEAR");
        if (months > 0) {
            profile.put(
                    "contract_end",
                    today.plusDays(draw.between("contract_end", 3, months == 12 ? 365 : 730))
                            .toString());
        }
    }

    private void credit(ObjectNode profile) {
        if (plan().equals("POSTPAID")) {
            return;
        }
        profile.put("balance", draw.between("balance", 0, plan().equals("PREPAID") ? 3000 : 2000));
        profile.put("last_topup", today.minusDays(draw.between("last_topup", 1, 60)) + "T18:00:00Z");
    }

    private void use(ObjectNode profile) {
        profile.put("data_used_pct", draw.between("data_used_pct", 0, 130));
        double idle = draw.share("days_inactive");
        profile.put("days_inactive", (int) (row.churned() ? 90 * idle * idle : 50 * idle * idle * idle));
        profile.put("has_app", hasApp());
    }

    boolean hasApp() {
        return draw.isAmong("has_app", 0.72);
    }

    private void relations(ObjectNode profile) {
        profile.put("open_complaint", draw.isAmong("open_complaint", 0.03));
        profile.put("in_outage_area", draw.isAmong("in_outage_area", 0.02));
        profile.put(
                "bill_change_pct",
                draw.isAmong("bill_jump", 0.12)
                        ? draw.between("bill_change_pct", 25, 80)
                        : draw.between("bill_change_pct", -5, 20));
        profile.put("loyalty_points", (int) (row.tenureMonths() * 120 * draw.share("loyalty_points")));
        double refused = draw.share("refusals_12m");
        int refusals = refused < 0.70 ? 0 : refused < 0.88 ? 1 : refused < 0.96 ? 2 : 3;
        profile.put("refusals_12m", refusals);
        if (refusals > 0) {
            profile.put(
                    "last_refusal",
                    today.minusDays(draw.between("last_refusal", 1, 360)).toString());
        }
    }

    private void scores(ObjectNode profile) {
        profile.put("churn_score", row.churned() ? draw.score("churn", 0.4, 0.98) : draw.score("churn", 0.01, 0.65));
        profile.put("accept_topup", draw.score("accept_topup", 0.05, 0.35));
        profile.put("accept_data", draw.score("accept_data", 0.03, 0.28));
        profile.put("accept_plan", draw.score("accept_plan", 0.01, 0.09));
        profile.put("accept_fiber", draw.score("accept_fiber", 0.005, 0.055));
        profile.put("accept_renewal", draw.score("accept_renewal", 0.04, 0.24));
        profile.put("accept_save", draw.score("accept_save", 0.03, 0.23));
    }
}
