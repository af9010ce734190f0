/**
 * The one record mapper: how Java values become neutral documents and come back.
 *
 * <p>A {@link io.anyport.mapping.Mapper} is resolved once per type and then reads from a {@link
 * io.anyport.mapping.DocumentReader} and writes to a {@link io.anyport.mapping.DocumentWriter}. Codecs and stores
 * implement those two for their own format and know nothing of records.
 */
package io.anyport.mapping;
