-- A file as the second release wrote it: schema 2, open, a row of every table, an event, a file, counters. Never edited: it stands for the files people have.
PRAGMA page_size=8192;
PRAGMA application_id=1095127897;
PRAGMA user_version=2;
CREATE TABLE blob(
  id INTEGER PRIMARY KEY,
  tenant INTEGER NOT NULL,
  hash BLOB NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE(tenant, hash)
) STRICT;
INSERT INTO "blob" VALUES(1,1,X'61067889A1B90C0855F2B067859F8CDA0EA07660884382B0A9847AA0DEE23708',X'0100020000612070686F746F206F66204C696E20597565');
CREATE TABLE counter(
  tenant INTEGER NOT NULL,
  grain TEXT NOT NULL,
  dim TEXT NOT NULL,
  period INTEGER NOT NULL,
  member TEXT NOT NULL,
  metric TEXT NOT NULL,
  currency TEXT NOT NULL, -- '' for what is not money
  value INTEGER NOT NULL,
  PRIMARY KEY(tenant, grain, dim, period, member, metric, currency)
) STRICT, WITHOUT ROWID;
INSERT INTO "counter" VALUES(1,'day','all',20376,'all','ended','',1);
INSERT INTO "counter" VALUES(1,'day','all',20376,'all','opened','',3);
INSERT INTO "counter" VALUES(1,'day','all',20376,'all','refund_minor','CNY',12800);
INSERT INTO "counter" VALUES(1,'day','all',20376,'all','refund_minor','USD',990);
INSERT INTO "counter" VALUES(1,'day','all',20376,'all','response_ms','',-5);
INSERT INTO "counter" VALUES(1,'day','all',20376,'all','sold_minor','CNY',70000);
INSERT INTO "counter" VALUES(1,'day','all',20376,'all','sold_units','',7);
INSERT INTO "counter" VALUES(1,'day','all',20377,'all','ended','',2);
INSERT INTO "counter" VALUES(1,'day','all',20377,'all','opened','',4);
INSERT INTO "counter" VALUES(1,'day','all',20377,'all','refund_minor','CNY',12801);
INSERT INTO "counter" VALUES(1,'day','all',20377,'all','refund_minor','USD',991);
INSERT INTO "counter" VALUES(1,'day','all',20377,'all','response_ms','',-4);
INSERT INTO "counter" VALUES(1,'day','all',20377,'all','sold_minor','CNY',70001);
INSERT INTO "counter" VALUES(1,'day','all',20377,'all','sold_units','',8);
INSERT INTO "counter" VALUES(1,'day','host_issue',20376,'h1|damaged','ended','',1);
INSERT INTO "counter" VALUES(1,'day','host_issue',20376,'h1|damaged','opened','',3);
INSERT INTO "counter" VALUES(1,'day','host_issue',20376,'h1|damaged','refund_minor','CNY',12800);
INSERT INTO "counter" VALUES(1,'day','host_issue',20376,'h1|damaged','refund_minor','USD',990);
INSERT INTO "counter" VALUES(1,'day','host_issue',20376,'h1|damaged','response_ms','',-5);
INSERT INTO "counter" VALUES(1,'day','host_issue',20376,'h1|damaged','sold_minor','CNY',70000);
INSERT INTO "counter" VALUES(1,'day','host_issue',20376,'h1|damaged','sold_units','',7);
INSERT INTO "counter" VALUES(1,'day','host_issue',20377,'h1|damaged','ended','',2);
INSERT INTO "counter" VALUES(1,'day','host_issue',20377,'h1|damaged','opened','',4);
INSERT INTO "counter" VALUES(1,'day','host_issue',20377,'h1|damaged','refund_minor','CNY',12801);
INSERT INTO "counter" VALUES(1,'day','host_issue',20377,'h1|damaged','refund_minor','USD',991);
INSERT INTO "counter" VALUES(1,'day','host_issue',20377,'h1|damaged','response_ms','',-4);
INSERT INTO "counter" VALUES(1,'day','host_issue',20377,'h1|damaged','sold_minor','CNY',70001);
INSERT INTO "counter" VALUES(1,'day','host_issue',20377,'h1|damaged','sold_units','',8);
INSERT INTO "counter" VALUES(1,'month','all',669,'all','ended','',1);
INSERT INTO "counter" VALUES(1,'month','all',669,'all','opened','',3);
INSERT INTO "counter" VALUES(1,'month','all',669,'all','refund_minor','CNY',12800);
INSERT INTO "counter" VALUES(1,'month','all',669,'all','refund_minor','USD',990);
INSERT INTO "counter" VALUES(1,'month','all',669,'all','response_ms','',-5);
INSERT INTO "counter" VALUES(1,'month','all',669,'all','sold_minor','CNY',70000);
INSERT INTO "counter" VALUES(1,'month','all',669,'all','sold_units','',7);
INSERT INTO "counter" VALUES(1,'month','host_issue',669,'h1|damaged','ended','',1);
INSERT INTO "counter" VALUES(1,'month','host_issue',669,'h1|damaged','opened','',3);
INSERT INTO "counter" VALUES(1,'month','host_issue',669,'h1|damaged','refund_minor','CNY',12800);
INSERT INTO "counter" VALUES(1,'month','host_issue',669,'h1|damaged','refund_minor','USD',990);
INSERT INTO "counter" VALUES(1,'month','host_issue',669,'h1|damaged','response_ms','',-5);
INSERT INTO "counter" VALUES(1,'month','host_issue',669,'h1|damaged','sold_minor','CNY',70000);
INSERT INTO "counter" VALUES(1,'month','host_issue',669,'h1|damaged','sold_units','',7);
CREATE TABLE data_key(
  tenant INTEGER PRIMARY KEY,
  key_id TEXT NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE entry(
  tenant INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  grp BLOB NOT NULL,
  sort INTEGER NOT NULL,
  key BLOB NOT NULL,
  PRIMARY KEY(tenant, idx, grp, sort, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "entry" VALUES(1,1,X'00000000000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,2,X'00000000000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,3,X'00000008000000000000000000000000',564710039821435,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,5,X'00000009000000000000000000000000',564710039821435,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,6,X'00000003000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,7,X'6D88D18BDE1465842BC84A09F0C6C42E',1760000005123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,8,X'00000001000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,9,X'5B92C13A79C8EFC2A55023F08E06F081',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,10,X'00000007000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,11,X'40B55FD6E4F86272861CD30C11334C20',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,12,X'5BBD5AAD2B617593E3BD89374BE38263',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,13,X'00000000000000000000000000000000',11,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,20,X'00000003000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,21,X'5BBD5AAD2B617593E3BD89374BE38263',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,30,X'00000001000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,31,X'00000003000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,40,X'A59CCAD5C8476EED16FE3D8B4B6FA48D',1760000000134,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,50,X'C3785F47AB4B61338B5311A7F7B7C1EC',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,60,X'5BBD5AAD2B617593E3BD89374BE38263',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,70,X'00000000000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,80,X'00000000000000000000000000000000',1760000000123,X'0000000B000000000000000000000000');
INSERT INTO "entry" VALUES(1,90,X'00000000000000000000000000000000',1760000000134,X'0000000B000000000000000000000000');
CREATE TABLE event(
  id INTEGER PRIMARY KEY, -- tenant << 40 | cursor
  at INTEGER NOT NULL,
  v INTEGER NOT NULL,
  ticket BLOB,
  actor TEXT NOT NULL,
  body TEXT NOT NULL
, words BLOB, person INTEGER) STRICT;
INSERT INTO "event" VALUES(1099511627777,1,1,X'0000000B000000000000000000000000','{"role":"system"}','{"kind":"note_added","text":""}',X'01000400007365656E',4);
CREATE TABLE gauge(
  tenant INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  key BLOB NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY(tenant, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE person(
  tenant INTEGER NOT NULL,
  owner BLOB NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY(tenant, owner)
) STRICT, WITHOUT ROWID;
INSERT INTO "person" VALUES(1,X'00000001000000000000000000000000',5);
INSERT INTO "person" VALUES(1,X'00000003000000000000000000000000',3);
INSERT INTO "person" VALUES(1,X'0000000B000000000000000000000000',4);
INSERT INTO "person" VALUES(1,X'61067889A1B90C0855F2B067859F8CDA',2);
CREATE TABLE r_account(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_account" VALUES(1,1,X'0000000B000000000000000000000000',1,'["douyin","shop-1","00000004000000000000000000000000",1760000000123]',X'0100044702ED010000FD01003301041F67454474477AA01D5DE04215C0402412FC39B64C73BD868FD1FE96AB54888152AA1E46322171E10FD0D2647A88CECEEB4D534A8FC86FAE9AE51901005B22753131222C22E5B08FE69E97225D');
CREATE TABLE r_agent(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_agent" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'01000002940100003D010048623031314D656922310AFC41BC1518BAF15BF578A4989BD5901FEF5D902F1FF0C4CD2D8BA235');
CREATE TABLE r_bucket(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
INSERT INTO "r_bucket" VALUES(1,X'0000000B000000000000000000000000',1,NULL,X'01000002570000BD0100140270726F76656E5F73223A5B226230225D2C2267656E65726963223A66616C73657D06FC00A2F53B3626DD6D2A54FA2488D8DEBEE60A');
CREATE TABLE r_config(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_config" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'010000028F030000D5070084097B223A31312C227A6F6E655F6D696E75746573223A34383073223A5B5D72756C66616C6C6261636B5F73616C6573222C226175746F77696E646F77736F6C5F6F66665F6D73223A36302C2272656F7065313239362C2262757965725F616E737765725F6D73223A323539327374616C655F6E6F74696365302C22676F6F6477696C6C5F6361707D2C22736C61392C22696E7370307D5B5D7D1FFC21B5E401FA334251F6A7B31B4F54F5CA221ECB11D103645A6F5BA0499818FFE1FC582300A94D27B222A57C849586B73FF1EF166B4356EB7F771596FEE652A3FC3AC9F603155468730B3DEDF7D8B9FB95F72BA95BD9F93F3908012DCBD92A');
CREATE TABLE r_conversation(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_conversation" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'0100034302A8010000DD0100707B73686F702D646F6F733132337D0FFC8028444AD75A64A326F5D6F2E8DD7C1144945F75B046128B0E8FB893E4DBAC2F16E4E24F9074A1916701005B22633131225D');
CREATE TABLE r_customer(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_customer" VALUES(1,1,X'0000000B000000000000000000000000',1,'[2,1760000000134,null]',X'0100044602C1010000F5010098623073223A5B333622226C6576656C3133347D11FC8A10FFD613F5E7077AB3E5ADE45496C1590F1651E823F467345151F449848E51A6C0859B5BD62D5F005B224C696E222C225C22676F6C645C22222C225B5C227669705C225D225D');
CREATE TABLE r_docket(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_docket" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'01000002BE0100008501005031323330623022224C620EFCFB9504C9F8686E42BC5FE929AE494C321F16804EC25E6F3EB940A262FA9351A8BBA005');
CREATE TABLE r_job(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_job" VALUES(1,1,X'0000000B000000000000000000000000',1,'["refetch","leased",1760000000134,2,"douyin","shop-1",null,0,1,"timeout",1760000000123]',X'01000002D50200005D0500A406623072656665746368222C226F626A65637473686F702D73616C6573316C61696D6564223A352C227374616C65756E3030303133342C22617474656D7074223A327B226C65617365317D2C2261676169646F7562746661696C757265223A2274696D656F75743132337D15FC9D1040D25A3E28C2CBFF785B896F8BC9820EE11397E4E77DF1A52EB3DCC655BC7911B7AEFC38AD4380A7DC3F15561409E3497624CE534B7173B1898708');
CREATE TABLE r_listing(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_listing" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'010000028C010000950100707B73686F702D313153636172667D0BFCC09D282E5F09F2F0B0DE822BE5E70F56F1E7D962CFFA090E908B5F41D285A29E05');
CREATE TABLE r_mention(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_mention" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'01000002500000150100787B226230222C2230303230225D5D7D07FC44B8A82A83DB3ADB222393C89728DA06');
CREATE TABLE r_message(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_message" VALUES(1,1,X'0000000B000000000000000000000000',1,'["douyin","shop-1","00000002000000000000000000000000","00000001000000000000000000000000","00000003000000000000000000000000","form","agent","damaged","sent",1760000000123]',X'010003820102BC030000D50300A402623073686F702D31326D31666F726D2C223132333131222C2264656C6976657279223A2273656E74227D1FFC198E1F98DEC48B5C7E5A73011394BEED398BBDB964038D3946D65369C1172EAAED2F0F90538AD952097FE6732F2ED75489B2F2D4C4657E0412D14CFAC13D8DF75262657E022E7073CB46640A005B226332222C224974206973206F6E2069747320776179225D');
CREATE TABLE r_order(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_order" VALUES(1,1,X'0000000B000000000000000000000000',1,'["douyin","shop-1","shipped","00000003000000000000000000000000",13000,"CNY",2,1760000000123,1760000001123,[["sku1","Scarf","SC-1",2,6400,"CNY","00000001000000000000000000000000","00000007000000000000000000000000","lin","by_room"],["sku1","Scarf","SC-1",2,6400,"CNY","00000001000000000000000000000000","00000007000000000000000000000000","mei","by_room"]]]',X'010003C70102CB060000FD050034047B73686F702D73686970706531334C3153636172663236343053432D31226C696E227D7D2C3231323330303131323331317737226C696E726F6F6D227D2C6D65695D7D2CFCA024E840BBEE9F8901504582A09120E1E031CAE243675E9C286E251FD1E5B961E820CE52E896405A59256E50259DC6571C2E3C1D5C9E6B82462C8D9A275146CF683D1064CA334B63FEC185A57A367C730C3EA1A7D8FFEB9AB35E0DD2BAEC06D88DEAE103B5E079069D19A9D4A4A56C23177705495F007C16005B226F3131225D');
CREATE TABLE r_parcel(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_parcel" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'0100044E02A8010000350200D87B696E5F7472616E736974222C2231323331377D306230225D5D7D0EFCD97BC34BCCFA9743FEBFA69A3BD2D6AD12CEAA643E2E2C9568C72F4C2E4B265219EA72A0D98CD94B005B2253463131225D');
CREATE TABLE r_product(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_product" VALUES(1,1,X'0000000B000000000000000000000000',1,'["Scarf","SC-1","690","Hui","accessory",1,null]',X'01000002C4010000FD020004046230536361726653432D31222C22626172363930222C22737570706C696572223A22487569222C2263617465676F7279223A226163636573736F727931225D7D0AFC6938F6C44EB599D082D62F63D47EF859B332DBD2E6B89B4B9B2D53');
CREATE TABLE r_product_code(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
INSERT INTO "r_product_code" VALUES(1,X'0000000B000000000000000000000000',1,NULL,X'010000022E0000750000206230227D03FC3A6C0CD20F17B6');
CREATE TABLE r_quarantine(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_quarantine" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'01000002A8010000ED02005404623073686F702D31222C2266726F6D223A22776562686F6F6B223A226E6F204A534F4E222C227061796C6F6164223A227B222C226865783132332C2274696D6573223A317D08FC06413DA1AC7631093A8452BEEBD6DCDC01CA1102');
CREATE TABLE r_raw(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_raw" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'01000445027F0000F50100E07B226F626A65637473686F702D73616C65796C6F613030303132337D0AFC2FF98667ADE6381DCD67BF79272F50E3361E533B9469C69FA3BA062782FD03005B2261733131222C227B7D225D');
CREATE TABLE r_receipt(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
INSERT INTO "r_receipt" VALUES(1,X'0000000B000000000000000000000000',1,NULL,X'01000002670000D50100E07B22636F6D6D616E64726F7665636F6E74656E6230222C223132337D09FC9E005F96901E53FD07CA82B42286E6E3E2FE2996AE7747F334E61F');
CREATE TABLE r_roster(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_roster" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'010000022F0000CD0000507B226167656230225D7D04FC00A2F53B237B35917A34C5FF');
CREATE TABLE r_sequence(tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', PRIMARY KEY(tenant, key)) STRICT, WITHOUT ROWID;
INSERT INTO "r_sequence" VALUES(1,X'0000000B000000000000000000000000',1,NULL,X'010000007B227469636B657473223A31317D');
CREATE TABLE r_shop_state(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_shop_state" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'010000028D010000C5020034037B73686F702D746F6B656E706F6C6C65645F756E74696C332C22706F6C6C5F706167706F6C6C5F2C2273746F7070223131227D0AFCC0E0002C5F81BAC87CF9BF6016B4591454EB25F2DBD728FF6D72F182487AE1E5B3');
CREATE TABLE r_show(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_show" VALUES(1,1,X'0000000B000000000000000000000000',1,'["Evening 11","lin","Lin",2,0,1760000000123,1760003600123]',X'01000002B7020000050400040462304576656E696E67203131226C696E4C696E227D73686F702D7231227D2C32227D5D2C733030303132332C22656E6433366F6E5F73637265656E636170307D15FCEAF40D309E309430FB796C846C92AB045D5C2B63D8FFE2640CBBEF546F1273C992D17CD69130CBACFF25F9A881A84B22E544663090B6E2E66273CB14');
CREATE TABLE r_show_index(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_show_index" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'010000024C00003D0100C07B2273686F7773223A5B5B22306230222C313233345D5D7D05FC11C2C6CA245E3D8EE099843F');
CREATE TABLE r_source(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_source" VALUES(1,1,X'0000000B000000000000000000000000',1,NULL,X'010003B70102D10500007D0500C402623073686F702D315D66756E645F6F6E6C795F737461747573223A2236317D3132333137323032333132337D35FC26A8EAB3B972EA61F953F76592E93F427F07B8C92398A81E89169B79D252F7D84EDA6349F81AD4A0D6D1542E6DF90422CCE3798FD1A1082BDA47FE04EB94C8A3C54308C5264259642827924696058EA332E7B87F26BF932921EFA07C0563BC94240B52406582775B583C0220A8FFACC3A6ABDDB80A4F38D1AAB8B9D8503205005B2261733131222C226F31225D');
CREATE TABLE r_task(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_task" VALUES(1,1,X'0000000B000000000000000000000000',1,'["00000001000000000000000000000000","qc_inspection","in_progress","warehouse","00000009000000000000000000000000",1,1,1760000060123,1760000000123,null]',X'010005A40102CE020000E5040004056230222271635F696E7370696E5F70726F6772657373223A2277617265686F75736539222C626C6F636B735F636C6F73656475653036303132332C22617474656D70225D2C227B7D3132336E756C6C7D1AFCB083BC12692F6CD854F157314FB4CFF30422AC0DABEEC90C31D79631B887FCE88D28A4D8E171DDC170446FFE51DEF5E90900A5940479B6DAA4A8CABE053395D08DC96FAE9AD91701005B22776169747320666F722061206C616D70225D');
CREATE TABLE r_ticket(id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL, key BLOB NOT NULL, version INTEGER NOT NULL, open TEXT, envelope BLOB NOT NULL DEFAULT x'', UNIQUE(tenant, key)) STRICT;
INSERT INTO "r_ticket" VALUES(1,1,X'0000000B000000000000000000000000',1,'["000-0BP","return_refund","return_in_transit","carrier",1,"in_transit","approved","none","none","approved","damaged","17","douyin","shop-1","00000002000000000000000000000000","00000003000000000000000000000000","00000007000000000000000000000000","lin",2,"00000008000000000000000000000000","00000009000000000000000000000000","CNY",12800,12000,0,300,200,1,2,1,1760000000123,1760000005123,1760000006123,1760086400123,null,["vip"]]',X'010003E00202B40E0008C50A00C3C514777874C10A63F0F028260B56F023052A0F6A4665DA8215B2B064B8353A2B17949D2FF81FA18060654717B850053094ADC0E3ECAC928888A8705652D8C217C410863058010C5BF02F84410A5BB002116C40440264FC85D2F6A1F2A8711437C214C6BB3D7FA423CB7FF369B5D747372F9D269E243052ACAD48481ED990AFA3DDE6A8B5C8DFF5D49278D77C60DE1F66CB227F9AF7EE4F6BDEAC00E35F1D9859A362C54EEE2231170B32DF26F1AB43A46BA44F03079B9B03FBD239F2294A7D1E031F07DAFF088BE1CEDA41769B755D56E705CCF35ED2422DE2089B530B08F7587126A42E3FB47F1DADA157D4EDF209E6844FDD9DB0EE81B93BB024671B22C2DAC4FA20C19E16D6542EE94FA2FC8AD8A3B7BB1FCDCE47EF913E5E2BE83F263B2B3D4183D085D8010C1FDCD0AF0E8BFFFC00E2BF9BA660E03EF5623C8F47F50963EBB6DA1F83647CF2F10DEF8CA08F20821F6E6ED99F0801005B2262726F6B656E225D');
CREATE TABLE sealing(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  key_id TEXT, -- NULL: the store is open
  value BLOB, -- opens only with the right key
  given INTEGER NOT NULL -- the last number of a share that was given to somebody
) STRICT;
INSERT INTO "sealing" VALUES(1,NULL,NULL,5);
CREATE TABLE shred(number INTEGER PRIMARY KEY) STRICT;
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('person','person','4 4 1');
INSERT INTO "sqlite_stat1" VALUES('r_ticket','sqlite_autoindex_r_ticket_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_customer','sqlite_autoindex_r_customer_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_config','sqlite_autoindex_r_config_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_source','sqlite_autoindex_r_source_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_sequence','r_sequence','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('tenant','sqlite_autoindex_tenant_1','1 1');
INSERT INTO "sqlite_stat1" VALUES('counter','counter','42 42 21 11 7 7 2 1');
INSERT INTO "sqlite_stat1" VALUES('r_agent','sqlite_autoindex_r_agent_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_parcel','sqlite_autoindex_r_parcel_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_roster','sqlite_autoindex_r_roster_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_message','sqlite_autoindex_r_message_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_account','sqlite_autoindex_r_account_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('blob','sqlite_autoindex_blob_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_bucket','r_bucket','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_conversation','sqlite_autoindex_r_conversation_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_docket','sqlite_autoindex_r_docket_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_listing','sqlite_autoindex_r_listing_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('entry','entry','22 22 1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_product','sqlite_autoindex_r_product_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_show','sqlite_autoindex_r_show_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_shop_state','sqlite_autoindex_r_shop_state_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_raw','sqlite_autoindex_r_raw_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_mention','sqlite_autoindex_r_mention_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_product_code','r_product_code','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_job','sqlite_autoindex_r_job_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_order','sqlite_autoindex_r_order_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_receipt','r_receipt','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_quarantine','sqlite_autoindex_r_quarantine_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('r_show_index','sqlite_autoindex_r_show_index_1','1 1 1');
INSERT INTO "sqlite_stat1" VALUES('event','event_ticket','1 1');
INSERT INTO "sqlite_stat1" VALUES('event',NULL,'1');
INSERT INTO "sqlite_stat1" VALUES('r_task','sqlite_autoindex_r_task_1','1 1 1');
CREATE TABLE tenant(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  rev INTEGER NOT NULL,
  cursor INTEGER NOT NULL,
  now INTEGER NOT NULL
) STRICT;
INSERT INTO "tenant" VALUES(1,'acme',1,1,1);
CREATE INDEX event_ticket ON event(ticket) WHERE ticket IS NOT NULL;
CREATE VIEW v_ticket AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS number, json_extract(r.open, '$[1]') AS kind, json_extract(r.open, '$[2]') AS headline, json_extract(r.open, '$[3]') AS waiting_on, json_extract(r.open, '$[4]') AS is_open, json_extract(r.open, '$[5]') AS goods, json_extract(r.open, '$[6]') AS money, json_extract(r.open, '$[7]') AS replacement, json_extract(r.open, '$[8]') AS dispute, json_extract(r.open, '$[9]') AS decision, json_extract(r.open, '$[10]') AS issue, json_extract(r.open, '$[11]') AS reason_code, json_extract(r.open, '$[12]') AS platform, json_extract(r.open, '$[13]') AS shop, json_extract(r.open, '$[14]') AS order_id, json_extract(r.open, '$[15]') AS account, json_extract(r.open, '$[16]') AS show, json_extract(r.open, '$[17]') AS host, json_extract(r.open, '$[18]') AS band, json_extract(r.open, '$[19]') AS queue, json_extract(r.open, '$[20]') AS agent, json_extract(r.open, '$[21]') AS currency, json_extract(r.open, '$[22]') AS requested_minor, json_extract(r.open, '$[23]') AS approved_minor, json_extract(r.open, '$[24]') AS pending_minor, json_extract(r.open, '$[25]') AS refunded_minor, json_extract(r.open, '$[26]') AS compensation_minor, json_extract(r.open, '$[27]') AS lines, json_extract(r.open, '$[28]') AS sources, json_extract(r.open, '$[29]') AS episode, json_extract(r.open, '$[30]') AS opened_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[30]')) / 1000.0, 'unixepoch') AS opened_at_iso, json_extract(r.open, '$[31]') AS changed_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[31]')) / 1000.0, 'unixepoch') AS changed_at_iso, json_extract(r.open, '$[32]') AS ended_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[32]')) / 1000.0, 'unixepoch') AS ended_at_iso, json_extract(r.open, '$[33]') AS platform_deadline, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[33]')) / 1000.0, 'unixepoch') AS platform_deadline_iso, json_extract(r.open, '$[34]') AS merged_into, json_extract(r.open, '$[35]') AS tags FROM r_ticket r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_order AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS platform, json_extract(r.open, '$[1]') AS shop, json_extract(r.open, '$[2]') AS state, json_extract(r.open, '$[3]') AS account, json_extract(r.open, '$[4]') AS paid_minor, json_extract(r.open, '$[5]') AS paid_currency, json_extract(r.open, '$[6]') AS lines, json_extract(r.open, '$[7]') AS placed_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[7]')) / 1000.0, 'unixepoch') AS placed_at_iso, json_extract(r.open, '$[8]') AS paid_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[8]')) / 1000.0, 'unixepoch') AS paid_at_iso FROM r_order r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_order_line AS SELECT t.name AS tenant, lower(hex(r.key)) AS order_id, l.key AS position, json_extract(r.open, '$[0]') AS platform, json_extract(r.open, '$[1]') AS shop, l.value->>'$[0]' AS sku, l.value->>'$[1]' AS title, l.value->>'$[2]' AS merchant_code, l.value->>'$[3]' AS quantity, l.value->>'$[4]' AS paid_minor, l.value->>'$[5]' AS paid_currency, l.value->>'$[6]' AS product, l.value->>'$[7]' AS show, l.value->>'$[8]' AS host, l.value->>'$[9]' AS attribution, json_extract(r.open, '$[7]') AS placed_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[7]')) / 1000.0, 'unixepoch') AS placed_at_iso FROM r_order r JOIN tenant t ON t.id = r.tenant JOIN json_each(r.open, '$[9]') l;
CREATE VIEW v_event AS SELECT t.name AS tenant, r.id & ((1 << 40) - 1) AS cursor, r.at AS at, strftime('%Y-%m-%dT%H:%M:%fZ', (r.at) / 1000.0, 'unixepoch') AS at_iso, r.body->>'$.kind' AS kind, r.v AS v, lower(hex(r.ticket)) AS ticket, r.actor->>'$.role' AS role, r.actor->>'$.agent' AS agent, r.body AS body FROM event r JOIN tenant t ON t.id = r.id >> 40;
CREATE VIEW v_customer AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS accounts, json_extract(r.open, '$[1]') AS first_seen, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[1]')) / 1000.0, 'unixepoch') AS first_seen_iso, json_extract(r.open, '$[2]') AS merged_into FROM r_customer r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_account AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS platform, json_extract(r.open, '$[1]') AS scope, json_extract(r.open, '$[2]') AS customer, json_extract(r.open, '$[3]') AS first_seen, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[3]')) / 1000.0, 'unixepoch') AS first_seen_iso FROM r_account r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_message AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS platform, json_extract(r.open, '$[1]') AS shop, json_extract(r.open, '$[2]') AS conversation, json_extract(r.open, '$[3]') AS source, json_extract(r.open, '$[4]') AS account, json_extract(r.open, '$[5]') AS channel, json_extract(r.open, '$[6]') AS sender, json_extract(r.open, '$[7]') AS issue, json_extract(r.open, '$[8]') AS delivery, json_extract(r.open, '$[9]') AS at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[9]')) / 1000.0, 'unixepoch') AS at_iso FROM r_message r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_job AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS kind, json_extract(r.open, '$[1]') AS state, json_extract(r.open, '$[2]') AS run_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[2]')) / 1000.0, 'unixepoch') AS run_at_iso, json_extract(r.open, '$[3]') AS attempt, json_extract(r.open, '$[4]') AS platform, json_extract(r.open, '$[5]') AS shop, json_extract(r.open, '$[6]') AS ticket, json_extract(r.open, '$[7]') AS doubt, json_extract(r.open, '$[8]') AS again, json_extract(r.open, '$[9]') AS failure, json_extract(r.open, '$[10]') AS created_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[10]')) / 1000.0, 'unixepoch') AS created_at_iso FROM r_job r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_counter AS SELECT t.name AS tenant, r.grain AS grain, r.period AS period, CASE r.grain WHEN 'day' THEN date('1970-01-01', r.period || ' days') ELSE date('1970-01-01', r.period || ' months') END AS starts_on, r.dim AS dim, r.member AS member, r.metric AS metric, r.value AS value, nullif(r.currency, '') AS currency FROM counter r JOIN tenant t ON t.id = r.tenant WHERE r.value <> 0;
CREATE VIEW v_product AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS title, json_extract(r.open, '$[1]') AS merchant_code, json_extract(r.open, '$[2]') AS barcode, json_extract(r.open, '$[3]') AS supplier, json_extract(r.open, '$[4]') AS category, json_extract(r.open, '$[5]') AS listings, json_extract(r.open, '$[6]') AS merged_into FROM r_product r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_show AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS title, json_extract(r.open, '$[1]') AS host, json_extract(r.open, '$[2]') AS host_name, json_extract(r.open, '$[3]') AS rooms, json_extract(r.open, '$[4]') AS captions, json_extract(r.open, '$[5]') AS starts_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[5]')) / 1000.0, 'unixepoch') AS starts_at_iso, json_extract(r.open, '$[6]') AS ends_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[6]')) / 1000.0, 'unixepoch') AS ends_at_iso FROM r_show r JOIN tenant t ON t.id = r.tenant;
CREATE VIEW v_task AS SELECT t.name AS tenant, lower(hex(r.key)) AS id, json_extract(r.open, '$[0]') AS ticket, json_extract(r.open, '$[1]') AS kind, json_extract(r.open, '$[2]') AS state, json_extract(r.open, '$[3]') AS team, json_extract(r.open, '$[4]') AS agent, json_extract(r.open, '$[5]') AS attempt, json_extract(r.open, '$[6]') AS blocks_close, json_extract(r.open, '$[7]') AS due_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[7]')) / 1000.0, 'unixepoch') AS due_at_iso, json_extract(r.open, '$[8]') AS opened_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[8]')) / 1000.0, 'unixepoch') AS opened_at_iso, json_extract(r.open, '$[9]') AS ended_at, strftime('%Y-%m-%dT%H:%M:%fZ', (json_extract(r.open, '$[9]')) / 1000.0, 'unixepoch') AS ended_at_iso FROM r_task r JOIN tenant t ON t.id = r.tenant;
