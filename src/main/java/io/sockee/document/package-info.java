/**
 * What the application answers and emits, told to machines: as types of TypeScript, as JSON Schema, OpenAPI and AsyncAPI. All from
 * the same routes that calls go by, and with the same codec that reads and writes their values.
 */
@NullMarked
package io.sockee.document;

import org.jspecify.annotations.NullMarked;
