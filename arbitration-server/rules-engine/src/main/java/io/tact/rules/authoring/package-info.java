/**
 * What helps people to write tables: a template, and tables turned from CSV into a workbook and back. Knows {@code tables} and
 * {@code workbooks}. Stateless; safe for any thread.
 */
@org.jspecify.annotations.NullMarked
package io.tact.rules.authoring;
