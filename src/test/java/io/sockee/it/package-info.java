/** The WAR as it is deployed, on each server: one class for each configuration of it. */
package io.sockee.it;
