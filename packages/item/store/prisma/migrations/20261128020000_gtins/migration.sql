-- Items by their GTINs, in the one form in which these are compared.
CREATE INDEX items_by_gtin ON item (merchant_id, lpad(gtin, 14, '0')) WHERE gtin IS NOT NULL;
