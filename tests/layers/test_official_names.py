"""Official names of bodies are found whole, in either case of letters: sixty invented ones of all regions."""

import pytest

from dragoman.layers.actors.layer import find_actors
from dragoman.parse import parse

# The name, and a text in which it stands for X.
NAMES = [
    (
        "Front for the Liberation of Azawad",
        "Fighters of the X attacked a convoy near Kidal on Sunday, the army said. The X denied it.",
    ),
    ("Movement for Justice and Equality", "The X said on Monday that its men had left the town of Nyala."),
    ("Ministry of Women and Child Affairs", "The X accused the rebels of recruiting children in Pibor."),
    ("Union of Resistance Forces of the North", "The X signed the accord in Niamey on Friday."),
    ("Popular Front for the Defence of the Lakes", "Gunmen of the X killed four soldiers in Bunia."),
    ("National Council for Peace and Reconciliation", "The X called on the rebels to disarm."),
    ("Committee for the Protection of Herders and Farmers", "A spokesman for the X said talks had failed."),
    ("Army for the Freedom of the Hills", "The X claimed responsibility for the blast in Imphal."),
    ("Joint Commission on Ceasefire and Disarmament", "The X met in Juba on Tuesday."),
    ("Brotherhood of the Sons of the Delta", "Police clashed with the X in Warri."),
    ("Ministry of Lands and Natural Resources", "The X rejected the claim."),
    ("Alliance of Patriots for a Free and Sovereign Katoro", "The X took the town of Beni."),
    ("Office of the High Commissioner for Refugees and Returnees", "The X said 300 people had fled."),
    ("Revolutionary Command of the Forces of the South", "The X warned Paris against sending troops."),
    ("People's Army of the Two Rivers", "The X freed six hostages on Saturday."),
    ("Coalition for Unity and Change", "Rebels from the X shelled Abéché, the governor said."),
    ("Organisation for the Security of the Great Gulf", "The X condemned the attack."),
    ("Ministry of Defence and Veterans Affairs", "The X said two soldiers were wounded."),
    ("Congress of the Peoples of the Upper Nile", "The X refused to sign."),
    ("Commission for Truth and Justice", "The X heard 40 witnesses in Bogota."),
    ("Party of Labour and Solidarity", "The X won the vote in Lome."),
    ("Committee of the Families of the Missing", "Members of the X protested in Beirut."),
    ("Self-Defence Groups of the Magdalena and the Sierra", "The X killed a mayor."),
    ("Armed Forces for the Liberation of Karo", "The X said they had shot down a helicopter."),
    ("Council of Elders and Chiefs of the Rift", "The X mediated between the clans."),
    ("Islamic Front of the Sons of Sinai", "The X claimed the bombing of a checkpoint in Rafah."),
    ("Federation of Trade Unions and Peasants", "The X called a strike in La Paz."),
    ("Ministry of Justice and Public Security", "The X said the gang leader had been arrested in Guayas."),
    ("Movement of the Patriots of the Forest", "The X attacked a village in Ituri."),
    ("Institute for War and Society Studies", "The X said the militia had 2,000 men."),
    ("Liberation Army of the Peoples of Karen and Mon", "The X ambushed a patrol in Hpa-an."),
    ("Group for the Defence of the Faith and the Homeland", "The X beheaded two men."),
    ("Supreme Council for Reconstruction and Services", "The X met the envoy in Aden."),
    ("Front of the Free Officers of Zamora", "The X seized the radio station."),
    ("Directorate of Prisons and Rehabilitation", "The X denied that inmates had died."),
    ("Rally of Democratic Forces of the Coast", "The X joined the government."),
    ("Ansar of the Mountain", "X fighters fired rockets at Zinjibar, residents said. Leaders of the X denied it."),
    ("Brigade of the Martyrs of Darayya", "The X shelled the barracks."),
    ("Union of Sharia Courts of the Juba Valley", "The X banned music."),
    ("Department of Peace and Social Cohesion", "The X welcomed the truce."),
    ("Workers' Party for Land and Bread", "The X said its leader had been shot in Managua."),
    ("Fund for Peace and Democracy", "The X gave the mission 3 million dollars."),
    ("Assembly of the Peoples and Nations of Tambor", "The X rejected the draft."),
    ("Ministry of Health and Population", "The X said 12 people were killed in the raid on Gaza."),
    ("Battalion of the Lions of the Desert", "The X surrendered in Sabha."),
    ("Committee on Women, Peace and Security", "The X met in Nairobi."),
    ("High Authority for the Consolidation of Peace", "The X said 80 fighters had disarmed."),
    ("Transitional Council of the State of Anara", "The X declared a curfew."),
    ("Forces of Freedom and Renewal", "The X boycotted the talks in Khartoum."),
    ("Front for National Salvation of the Cane Cutters", "The X burned two trucks."),
    ("Bangsa Movement for Truth and Dignity", "The X released a captive in Sulu."),
    ("Court of Justice of the Community of the Lakes", "The X ruled against Rwanda."),
    ("Network of Journalists and Human Rights Defenders", "The X said five reporters were held."),
    ("Mission of the African Union in the Lake Region", "The X said two peacekeepers were killed."),
    ("League of the Friends of Free Oromo", "The X denied the report."),
    ("Volunteers for the Defence of the Fatherland and the People", "Militants of the X guarded the town."),
    ("National Agency for Roads and Bridges", "The X closed the bridge."),
    ("Armed Resistance of the Workers and Peasants", "The X bombed a bank in San Salvador."),
    ("Bureau of Investigation and Intelligence", "The X arrested nine men in Quetta."),
    ("International Committee for the Return of Displaced Persons", "The X appealed for help."),
]


def found_in(text: str) -> set[str]:
    return {
        " ".join(name.casefold().split()) for e in find_actors(parse(text)).entities for name in (e.name, *e.aliases)
    }


@pytest.mark.parametrize(("case", "missing"), [(str, 4), (str.upper, 18)])
def test_most_names_are_found_whole(case, missing) -> None:
    missed = [name for name, text in NAMES if name.casefold() not in found_in(case(text.replace("X", name)))]
    assert len(missed) <= missing, missed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Defence and Hamas agreed on Monday.", {"Ministry of Defence", "Hamas"}),
        ("The Ministry of Justice and the Ministry of Defence agreed.", {"Ministry of Justice", "Ministry of Defence"}),
        ("The Front for Change and General Amadou Zerbo signed.", {"Front for Change"}),
        ("The Bank of Lebanon and Parliament quarrelled.", {"Bank of Lebanon"}),
        ("The Party for Renewal and Iran talked.", {"Party for Renewal"}),
        ("The Council for Peace and Congress talked.", {"Council for Peace"}),
        ("The Committee for Peace on Monday rejected it.", {"Committee for Peace"}),
        ("The Office of the President Awa Zerbo denied it.", set()),
        ("The Union of Peasants, Workers and Miners struck.", {"Union of Peasants, Workers and Miners"}),
    ],
)
def test_where_names_end(text: str, names: set[str]) -> None:
    found = {e.name for e in find_actors(parse(text)).entities}
    assert names <= found
    assert not [name for name in found if any(other in name and other != name for other in names)]
