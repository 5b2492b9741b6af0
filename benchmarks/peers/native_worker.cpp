// DCMTK and GDCM behind the benchmark's line protocol (see Reader/ReaderWorker.cs). Standard input to standard output.
//
// dcmtk          DcmFileFormat::readUntilTag over a buffer in memory, then every attribute by findAndGetOFStringArray
// gdcm-upto      gdcm::Reader::ReadUpToTag, then every attribute as text
// gdcm-selected  gdcm::Reader::ReadSelectedTags, then every attribute as text
//
// All are told to stop behind the last wanted tag. GDCM's text is the bytes without padding, with no character set
// applied, and US values in decimal: less work than our reader and pydicom do.

#include <cstdint>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <streambuf>
#include <string>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/oflog/oflog.h>

#include <gdcmReader.h>
#include <gdcmTrace.h>
#include <gdcmVersion.h>

namespace {

struct Wanted {
    uint16_t group;
    uint16_t element;
    bool isNumber;
};

// A stream over bytes in memory that copies nothing.
class MemoryBuffer : public std::streambuf {
public:
    MemoryBuffer(const std::string &bytes) {
        char *start = const_cast<char *>(bytes.data());
        setg(start, start, start + bytes.size());
    }

protected:
    pos_type seekoff(off_type offset, std::ios_base::seekdir way, std::ios_base::openmode) override {
        char *base = way == std::ios_base::beg ? eback() : way == std::ios_base::cur ? gptr() : egptr();
        char *target = base + offset;
        if (target < eback() || target > egptr())
            return pos_type(off_type(-1));
        setg(eback(), target, egptr());
        return pos_type(target - eback());
    }

    pos_type seekpos(pos_type position, std::ios_base::openmode mode) override {
        return seekoff(off_type(position), std::ios_base::beg, mode);
    }
};

int64_t threadNanoseconds() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return int64_t(time.tv_sec) * 1000000000 + time.tv_nsec;
}

// [["meta","TransferSyntaxUID","00020010","UI"], ...]: the third and fourth text of each row.
std::vector<Wanted> readWanted(const char *path) {
    std::ifstream file(path);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<std::string> words;
    for (size_t at = 0; (at = text.find('"', at)) != std::string::npos;) {
        size_t end = text.find('"', at + 1);
        words.push_back(text.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    std::vector<Wanted> wanted;
    for (size_t row = 0; row + 3 < words.size(); row += 4) {
        unsigned long tag = std::stoul(words[row + 2], nullptr, 16);
        wanted.push_back({uint16_t(tag >> 16), uint16_t(tag), words[row + 3] == "US"});
    }
    return wanted;
}

int readDcmtk(const std::string &bytes, const std::vector<Wanted> &wanted) {
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), offile_off_t(bytes.size()));
    stream.setEos();
    DcmFileFormat file;
    file.transferInit();
    const Wanted &last = wanted.back();
    file.readUntilTag(stream, EXS_Unknown, EGL_noChange, DCM_MaxReadLength, DcmTagKey(last.group, last.element + 1));
    file.transferEnd();
    int found = 0;
    OFString value;
    for (const Wanted &one : wanted) {
        DcmItem *item = one.group == 2 ? static_cast<DcmItem *>(file.getMetaInfo()) : file.getDataset();
        if (item->findAndGetOFStringArray(DcmTagKey(one.group, one.element), value).good() && !value.empty())
            found++;
    }
    return found;
}

int gdcmValues(const gdcm::File &file, const std::vector<Wanted> &wanted) {
    int found = 0;
    std::string text;
    for (const Wanted &one : wanted) {
        const gdcm::Tag tag(one.group, one.element);
        const gdcm::DataSet &set =
            one.group == 2 ? static_cast<const gdcm::DataSet &>(file.GetHeader()) : file.GetDataSet();
        if (!set.FindDataElement(tag))
            continue;
        const gdcm::ByteValue *value = set.GetDataElement(tag).GetByteValue();
        if (!value || value->GetLength() == 0)
            continue;
        if (one.isNumber && value->GetLength() >= 2) {
            uint16_t number;
            std::memcpy(&number, value->GetPointer(), 2);
            text = std::to_string(number);
        } else {
            text.assign(value->GetPointer(), value->GetLength());
            text.erase(text.find_last_not_of(std::string(" \0", 2)) + 1);
        }
        found += text.empty() ? 0 : 1;
    }
    return found;
}

int readGdcm(const std::string &bytes, const std::vector<Wanted> &wanted, const std::set<gdcm::Tag> *selected) {
    MemoryBuffer buffer(bytes);
    std::istream stream(&buffer);
    gdcm::Reader reader;
    reader.SetStream(stream);
    const bool isRead = selected ? reader.ReadSelectedTags(*selected)
                                 : reader.ReadUpToTag(gdcm::Tag(wanted.back().group, wanted.back().element));
    return isRead ? gdcmValues(reader.GetFile(), wanted) : 0;
}

} // namespace

int main(int count, char **arguments) {
    if (count > 1 && std::string(arguments[1]) == "--version") {
        std::cout << "DCMTK " << OFFIS_DCMTK_VERSION_STRING << ", GDCM " << gdcm::Version::GetVersion() << std::endl;
        return 0;
    }
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    gdcm::Trace::DebugOff();
    gdcm::Trace::WarningOff();
    gdcm::Trace::ErrorOff();
    const std::vector<Wanted> wanted = readWanted(arguments[1]);
    std::set<gdcm::Tag> selected;
    for (const Wanted &one : wanted) {
        if (one.group != 2)
            selected.insert(gdcm::Tag(one.group, one.element));
    }
    std::map<std::string, std::vector<std::string>> groups;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string verb, group, what;
        words >> verb >> group;
        if (verb == "load") {
            std::getline(words >> std::ws, what);
            std::ifstream list(what);
            for (std::string path; std::getline(list, path);) {
                std::ifstream file(path, std::ios::binary);
                groups[group].emplace_back((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            }
            std::cout << "ok " << groups[group].size() << std::endl;
            continue;
        }
        int repeats = 1;
        words >> what >> repeats;
        int64_t values = 0;
        std::ostringstream times;
        for (const std::string &bytes : groups[group]) {
            int found = 0;
            const int64_t started = threadNanoseconds();
            for (int repeat = 0; repeat < repeats; repeat++)
                found = what == "dcmtk" ? readDcmtk(bytes, wanted)
                                        : readGdcm(bytes, wanted, what == "gdcm-selected" ? &selected : nullptr);
            times << ' ' << (threadNanoseconds() - started) / repeats;
            values += found;
        }
        std::cout << values << " 0" << times.str() << std::endl;
    }
    return 0;
}
