package io.tact.server.demo;

import java.util.List;
import java.util.Map;

/**
 * One subscriber of the sample, as the published data has them.
 *
 * @param id the id
 * @param senior 65 years or older
 * @param partner lives with a partner
 * @param dependents lives with dependents
 * @param tenureMonths months with the operator
 * @param lines mobile lines: 0, 1, or 2 for several
 * @param internet {@code NONE}, {@code DSL} or {@code FIBER}
 * @param security has online security
 * @param streaming streams television or films
 * @param contractMonths length of the contract: 0, 12 or 24
 * @param paperless takes bills electronically
 * @param payment as the attribute {@code payment_method}
 * @param monthlyCharges in cents
 * @param churned left in the month after
 */
record SampleRow(
        String id,
        boolean senior,
        boolean partner,
        boolean dependents,
        int tenureMonths,
        int lines,
        String internet,
        boolean security,
        boolean streaming,
        int contractMonths,
        boolean paperless,
        String payment,
        int monthlyCharges,
        boolean churned) {
    static final String HEADER = "id,senior,partner,dependents,tenure_months,lines,internet,security,streaming,"
            + "contract_months,paperless,payment,monthly_charges,churned";
    private static final int COLUMNS = 14;
    private static final Map<String, String> PAYMENTS = Map.of(
            "ECHECK", "ELECTRONIC_CHECK", "MCHECK", "MAILED_CHECK", "BANK", "BANK_TRANSFER", "CARD", "CREDIT_CARD");

    /** @throws IllegalArgumentException if the line is none; the message names it */
    static SampleRow parse(String line) {
        List<String> cells = List.of(line.split(",", -1));
        String payment = cells.size() == COLUMNS ? PAYMENTS.get(cells.get(11)) : null;
        if (payment == null) {
            throw new IllegalArgumentException("not a sample subscriber: \"" + line + "\"");
        }
        return new SampleRow(
                cells.get(0),
                flag(cells.get(1)),
                flag(cells.get(2)),
                flag(cells.get(3)),
                Integer.parseInt(cells.get(4)),
                Integer.parseInt(cells.get(5)),
                cells.get(6),
                flag(cells.get(7)),
                flag(cells.get(8)),
                Integer.parseInt(cells.get(9)),
                flag(cells.get(10)),
                payment,
                Integer.parseInt(cells.get(12)),
                flag(cells.get(13)));
    }

    private static boolean flag(String cell) {
        return cell.equals("1");
    }
}
