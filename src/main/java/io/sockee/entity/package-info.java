/** Learns from Hibernate what becomes of the application's entities. */
@NullMarked
package io.sockee.entity;

import org.jspecify.annotations.NullMarked;
