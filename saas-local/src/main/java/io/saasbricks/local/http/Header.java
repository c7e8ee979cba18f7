package io.saasbricks.local.http;

/**
 * One header line. Requests carry names in lower case.
 *
 * @param name the field name
 * @param value the value without surrounding white space
 */
public record Header(String name, String value) {}
