package io.saasbricks.llm;

/** What not every model can do. */
public enum Capability {
  /** Asks for tools. */
  TOOLS,
  /** Answers in JSON of a given schema. */
  JSON_SCHEMA,
  /** Lets the caller choose a temperature; others refuse the parameter. */
  TEMPERATURE
}
