const host = ;
