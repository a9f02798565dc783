/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of people of about twenty languages, as skewed as in life: a few names are very common, so that a search for
 * one meets thousands. The numbers are shares in thousandths, rounded from what is generally known of name statistics;
 * the last names of a list share the rest. Where people are called after their father and grandfather, these stand for
 * a family name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "large.h"

struct language {
	const char *code, *country;
	const char *men, *women, *family;
	bool family_first;
	const char *script; /* how one very common name is also written; NULL */
};

static const struct language languages[] = {
	{"ara", "SY",
	 "Mohammad 110,Ahmad 70,Mahmoud 40,Ali 40,Khaled 30,Omar "
	 "30,Mustafa,Hassan,Hussein,Ibrahim,Youssef,Samir,Fadi,Tarek",
	 "Fatima 60,Maryam 40,Aisha 35,Amina 30,Zainab,Nour,Hala,Rana,Samira,Khadija,Layla,Huda,Rasha,Dima",
	 "al-Ahmad 30,al-Ali 25,al-Hassan "
	 "25,al-Masri,Haddad,Khalil,Khoury,Darwish,Hamdan,Najjar,Shami,Sabbagh,Kassem,Barakat",
	 false, "محمد"},
	{"som", "SO",
	 "Mohamed 120,Abdi 70,Ahmed 60,Ali 50,Hassan 45,Abdirahman "
	 "40,Yusuf,Ibrahim,Omar,Abdullahi,Mahad,Liban,Guled,Warsame",
	 "Fadumo 60,Halimo 40,Amina 40,Hodan 30,Sahra,Khadra,Faiza,Maryan,Hawo,Ifrah,Nasra,Ubah,Deqa,Asha",
	 "Mohamed 90,Ali 70,Hassan 60,Abdi 55,Ahmed 50,Hussein,Omar,Warsame,Farah,Jama,Nur,Osman,Aden,Isse", false,
	 NULL},
	{"tir", "ER",
	 "Yonas 35,Dawit 30,Samuel 30,Filmon 25,Tesfay "
	 "25,Berhane,Haile,Mehari,Robel,Kidane,Abraham,Ghebre,Yemane,Natnael",
	 "Selam 35,Helen 30,Rahel 30,Saba,Semhar,Feven,Luwam,Winta,Letebrhan,Mihret,Yordanos,Senait,Hiwet,Azieb",
	 "Tesfay 45,Haile 40,Ghebremedhin 25,Berhe "
	 "30,Kidane,Tekle,Weldu,Habte,Araya,Ghebreyesus,Mehari,Okbay,Zerai,Asmelash",
	 false, "ተስፋይ"},
	{"amh", "ET",
	 "Abebe 35,Tesfaye 35,Dawit 25,Bekele "
	 "25,Getachew,Solomon,Yohannes,Mulugeta,Girma,Alemu,Kebede,Haile,Tadesse,Wondimu",
	 "Tigist 35,Hana 30,Meseret 30,Almaz 25,Selam,Bethlehem,Hiwot,Aster,Mekdes,Tsehay,Genet,Rahel,Zewditu,Eden",
	 "Tesfaye 40,Bekele 35,Tadesse 35,Abebe 30,Alemu,Kebede,Girma,Haile,Desta,Worku,Mengistu,Assefa,Lemma,Negash",
	 false, "ተስፋዬ"},
	{"prs", "AF",
	 "Mohammad 100,Ahmad 50,Ali 45,Abdul 40,Hamid,Najib,Rahim,Farid,Jawad,Reza,Karim,Nasir,Wali,Zabihullah",
	 "Fatima 50,Zahra 45,Maryam 40,Zainab 30,Nargis,Shukria,Farida,Parwin,Laila,Sima,Roya,Habiba,Masuma,Hosnia",
	 "Ahmadi 60,Rahimi 40,Hosseini 40,Karimi "
	 "30,Mohammadi,Rezai,Haidari,Azizi,Nazari,Sharifi,Noori,Amiri,Yousufi,Sadat",
	 false, "احمدی"},
	{"pus", "AF", "Mohammad 90,Khan 50,Gul 40,Ahmad 40,Noor,Rahmat,Sher,Zar,Wali,Jan,Hamid,Ismail,Asad,Spin",
	 "Bibi 60,Gul 40,Shaima,Palwasha,Zarghuna,Malalai,Spogmai,Torpekai,Hawa,Amina,Rabia,Fatima,Nazia,Wagma",
	 "Khan 130,Stanikzai 25,Ahmadzai 30,Yousafzai "
	 "25,Safi,Shinwari,Momand,Popal,Noorzai,Kakar,Wardak,Sahak,Zadran,Achakzai",
	 false, NULL},
	{"fas", "IR",
	 "Mohammad 90,Ali 70,Hossein 60,Reza 50,Mehdi,Amir,Hassan,Saeed,Hamid,Majid,Farhad,Behnam,Arash,Omid",
	 "Fatemeh 70,Zahra 60,Maryam 50,Masoumeh,Leila,Sara,Narges,Nasrin,Shirin,Mina,Parisa,Elham,Azadeh,Mahsa",
	 "Mohammadi 40,Hosseini 40,Ahmadi 30,Rezaei "
	 "25,Karimi,Moradi,Jafari,Rahimi,Sadeghi,Ebrahimi,Ghasemi,Hashemi,Akbari,Zare",
	 false, NULL},
	{"kmr", "IQ",
	 "Ahmed 45,Mohammed 45,Azad 35,Karwan 30,Hiwa,Rebin,Dilshad,Sherko,Aram,Soran,Rojhat,Baran,Ciwan,Serhat",
	 "Shilan 30,Nasrin 25,Hevin,Rojin,Zilan,Berivan,Gulistan,Avin,Shirin,Dilnaz,Ronahi,Narin,Khunaw,Tara",
	 "Ahmed 50,Hassan 45,Mahmoud 40,Ali 40,Rasul,Aziz,Barzani,Hussein,Omer,Karim,Salih,Qadir,Sharif,Mirza", false,
	 NULL},
	{"fra", "CD",
	 "Jean 60,Pierre 35,Joseph 35,Emmanuel "
	 "30,Patrick,Dieudonné,Gloire,Trésor,Christian,Héritier,Serge,Blaise,Fiston,Junior",
	 "Marie 70,Jeanne 35,Grâce 35,Esther "
	 "30,Chantal,Nadège,Divine,Espérance,Béatrice,Ruth,Solange,Clarisse,Francine,Mireille",
	 "Ilunga 30,Kabongo 30,Mukendi 25,Kalala "
	 "25,Tshibangu,Mutombo,Kasongo,Mbuyi,Ngoy,Banza,Lukusa,Kabila,Bahati,Mwamba",
	 false, NULL},
	{"ful", "GN",
	 "Mamadou 130,Ibrahima 80,Amadou 60,Alpha "
	 "50,Ousmane,Abdoulaye,Boubacar,Thierno,Souleymane,Moussa,Saliou,Oumar,Cellou,Sekou",
	 "Fatoumata 120,Mariama 80,Aissatou 80,Kadiatou "
	 "60,Aminata,Hawa,Oumou,Binta,Djenabou,Hadja,Ramatoulaye,Adama,Salimatou,Nene",
	 "Diallo 230,Barry 140,Bah 120,Sow 80,Balde 60,Camara,Sylla,Keita,Conde,Traore,Soumah,Bangoura,Toure,Kaba",
	 false, NULL},
	{"bam", "ML",
	 "Moussa 70,Mamadou 70,Amadou 50,Ibrahim "
	 "45,Seydou,Bakary,Modibo,Adama,Issa,Oumar,Drissa,Lassana,Boubacar,Souleymane",
	 "Fatoumata 90,Aminata 70,Mariam 60,Awa "
	 "45,Oumou,Kadidia,Assitan,Djeneba,Safiatou,Rokia,Nana,Ramata,Bintou,Hawa",
	 "Traoré 120,Coulibaly 110,Diarra 90,Keita 70,Konaté "
	 "50,Sissoko,Touré,Diakité,Dembélé,Sangaré,Cissé,Maïga,Doumbia,Samaké",
	 false, NULL},
	{"hau", "NG",
	 "Musa 60,Ibrahim 60,Abubakar 50,Umar 45,Sani 40,Usman,Aliyu,Yusuf,Bello,Garba,Haruna,Isah,Shehu,Lawal",
	 "Aisha 70,Fatima 65,Hauwa 45,Zainab 40,Maryam,Hadiza,Amina,Rabi,Khadija,Asabe,Safiya,Halima,Sadiya,Binta",
	 "Musa 50,Ibrahim 50,Abubakar 45,Mohammed 45,Sani,Usman,Bello,Garba,Yusuf,Adamu,Abdullahi,Umar,Suleiman,Idris",
	 false, NULL},
	{"yor", "NG",
	 "Emmanuel 30,Samuel 28,David 25,Adebayo "
	 "20,Oluwaseun,Babatunde,Ayodele,Kehinde,Taiwo,Femi,Kunle,Segun,Tunde,Wale",
	 "Blessing 35,Grace 25,Folake 20,Funmilayo "
	 "20,Yetunde,Omolara,Titilayo,Kehinde,Taiwo,Bukola,Adeola,Temitope,Ronke,Bisi",
	 "Adeyemi 25,Ogunleye 20,Adebayo 20,Okafor "
	 "18,Balogun,Afolabi,Olawale,Adeleke,Oyelaran,Akinola,Bakare,Salami,Lawal,Oladipo",
	 false, NULL},
	{"rus", "UA",
	 "Oleksandr 70,Serhii 55,Andrii 50,Volodymyr "
	 "45,Mykola,Dmytro,Vitalii,Yurii,Ivan,Oleh,Ihor,Maksym,Viktor,Bohdan",
	 "Olena 60,Natalia 50,Tetiana 50,Iryna 45,Svitlana "
	 "40,Oksana,Liudmyla,Halyna,Anna,Yulia,Kateryna,Maria,Viktoria,Nadiia",
	 "Melnyk 15,Shevchenko 14,Bondarenko 13,Kovalenko "
	 "13,Boiko,Tkachenko,Kravchenko,Koval,Oliinyk,Shevchuk,Polishchuk,Lysenko,Moroz,Rudenko",
	 false, "Шевченко"},
	{"spa", "VE",
	 "José 80,Luis 50,Carlos 45,Juan 45,Jesús "
	 "35,Miguel,Rafael,Pedro,Antonio,Angel,Daniel,Alexander,Francisco,Ramón",
	 "María 110,Carmen 40,Ana 40,Rosa "
	 "30,Yolanda,Luz,Gabriela,Andrea,Carolina,Yuleisy,Beatriz,Daniela,Juana,Patricia",
	 "González 55,Rodríguez 50,Pérez 40,Hernández 35,García "
	 "35,Martínez,López,Díaz,Sánchez,Ramírez,Rojas,Torres,Morales,Rivas",
	 false, NULL},
	{"hat", "HT",
	 "Jean 90,Pierre 50,Joseph 50,Wilner "
	 "25,Frantz,Jacques,Emmanuel,Stanley,Widner,Ronald,Lovens,Kervens,Reginald,Fritz",
	 "Marie 120,Rose 60,Guerline "
	 "25,Nadège,Mirlande,Fabiola,Islande,Roseline,Yolande,Daphnée,Naomie,Esther,Carline,Lovely",
	 "Jean 60,Pierre 60,Joseph 55,Louis 35,Charles "
	 "30,François,Jean-Baptiste,Saint-Louis,Michel,Paul,Augustin,Étienne,Desir,Celestin",
	 false, NULL},
	{"ben", "BD",
	 "Mohammad 160,Abdul 60,Md. Rafiq 30,Rahim,Karim,Jamal,Kamal,Shafiq,Nurul,Alam,Faruk,Habib,Sohel,Rubel",
	 "Fatema 50,Ayesha 45,Rokeya 30,Nasrin,Salma,Khadija,Shirin,Taslima,Rahima,Sufia,Jahanara,Rina,Momtaz,Hasina",
	 "Islam 70,Hossain 65,Rahman 60,Begum 60,Khatun 50,Ahmed 40,Uddin,Akter,Miah,Ali,Khan,Alam,Chowdhury,Sarkar",
	 false, NULL},
	{"rhg", "MM",
	 "Mohammed 150,Abdul 60,Nur 50,Kamal 30,Rafique,Ayas,Hafez,Jafar,Sayed,Younus,Anwar,Zahid,Hamid,Rashid",
	 "Nur 60,Fatema 50,Rashida 40,Hamida "
	 "35,Rehana,Senowara,Minara,Yasmin,Khaleda,Dilara,Shofika,Mabia,Setara,Toyoba",
	 "Begum 90,Hossain 60,Ahmed 55,Khatun 60,Alam 40,Islam,Ullah,Amin,Ali,Karim,Sultan,Rahman,Bibi,Hoque", false,
	 NULL},
	{"vie", "VN", "Văn An 30,Văn Hùng 35,Văn Dũng 30,Minh 30,Tuấn,Thành,Hải,Long,Quang,Đức,Nam,Sơn,Cường,Hiếu",
	 "Thị Lan 35,Thị Hoa 35,Thị Hương 30,Linh 30,Thảo,Trang,Mai,Ngọc,Phương,Thu,Hằng,Nga,Yến,Hạnh",
	 "Nguyễn 384,Trần 121,Lê 95,Phạm 70,Hoàng 51,Phan,Vũ,Đặng,Bùi,Đỗ,Hồ,Ngô,Dương,Lý", true, NULL},
	{"zho", "CN", "Wei 30,Jun 25,Jie 25,Ming 20,Qiang,Lei,Tao,Bin,Hao,Yong,Jianguo,Zhiqiang,Peng,Gang",
	 "Fang 30,Xiuying 25,Min 25,Na 25,Jing,Li,Yan,Juan,Xia,Mei,Hong,Ling,Guiying,Xiaoyan",
	 "Wang 72,Li 72,Zhang 68,Liu 54,Chen 45,Yang 31,Huang,Zhao,Wu,Zhou,Xu,Sun,Ma,Lin", true, "王"},
	{"tgl", "PH",
	 "Jose 40,Juan 35,Mark 35,John 35,Michael,Antonio,Ricardo,Eduardo,Roberto,Christian,Angelo,Jerome,Rodel,Ramil",
	 "Maria 90,Rosario 25,Josefina 20,Angelica "
	 "20,Jennifer,Michelle,Lorna,Rowena,Jocelyn,Marites,Teresita,Analyn,Cherry,Grace",
	 "dela Cruz 30,Garcia 25,Reyes 25,Ramos "
	 "22,Mendoza,Santos,Flores,Gonzales,Bautista,Villanueva,Fernandez,Cruz,de Guzman,Aquino",
	 false, NULL},
};
#define LANGUAGES (sizeof languages / sizeof *languages)

unsigned large_draw(uint64_t *chance, unsigned below)
{
	*chance = *chance * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*chance >> 33) % below;
}

/* One of "Name share,Name share,...,Name,Name": names without a share divide the rest evenly. */
static void draw_name(uint64_t *chance, const char *list, char *out, size_t size)
{
	int at = (int)large_draw(chance, 1000), rest = 0;
	const char *unshared[40];
	for (const char *p = list; *p;) {
		size_t n = strcspn(p, ",");
		const char *end = p + n, *blank = end;
		while (blank > p && blank[-1] >= '0' && blank[-1] <= '9')
			blank--;
		if (blank < end && blank > p && blank[-1] == ' ') {
			at -= atoi(blank);
			if (at < 0) {
				snprintf(out, size, "%.*s", (int)(blank - 1 - p), p);
				return;
			}
		} else if (rest < 40) {
			unshared[rest++] = p;
		}
		p = *end ? end + 1 : end;
	}
	const char *p = unshared[large_draw(chance, (unsigned)rest)];
	snprintf(out, size, "%.*s", (int)strcspn(p, ","), p);
}

static void fold_into(const char *name, char *out, size_t size)
{
	char *folded = text_fold(name);
	snprintf(out, size, "%s", folded);
	free(folded);
}

void large_person_make(uint64_t *chance, bool female, struct large_person *out)
{
	const struct language *l = &languages[large_draw(chance, LANGUAGES)];
	char given[40], family[40], second[40] = "";
	draw_name(chance, female ? l->women : l->men, given, sizeof given);
	draw_name(chance, l->family, family, sizeof family);
	if (!l->family_first && large_draw(chance, 3) == 0)
		draw_name(chance, l->men, second, sizeof second);
	if (l->family_first)
		snprintf(out->name, sizeof out->name, "%s %s", family, given);
	else
		snprintf(out->name, sizeof out->name, "%s %s%s%s", given, second, *second ? " " : "", family);
	if (l->script && large_draw(chance, 4) == 0)
		snprintf(out->other, sizeof out->other, "%s %s", l->script, given);
	else
		snprintf(out->other, sizeof out->other, "%s %s", family, given);
	fold_into(out->name, out->folded, sizeof out->folded);
	fold_into(out->other, out->other_folded, sizeof out->other_folded);
	snprintf(out->phone, sizeof out->phone, "+999%08u", large_draw(chance, 100000000));
	out->language = l->code;
	out->country = l->country;
}
