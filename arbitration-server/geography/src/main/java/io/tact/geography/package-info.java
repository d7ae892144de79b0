/**
 * Where and when: what a telephone number tells of zone and country, which clocks a country keeps, and its public
 * holidays. Wraps libphonenumber with its geocoder, IANA's table of zones, and Jollyday.
 *
 * <p>Knows {@code core} only. Reads no clock and nothing but its own resources and the libraries'. Everything here may
 * be called by many threads at once. What the data say wrong is corrected by tables beside the code; in doubt they name
 * more zones, more jurisdictions and more holidays, not fewer.
 */
@NullMarked
package io.tact.geography;

import org.jspecify.annotations.NullMarked;
