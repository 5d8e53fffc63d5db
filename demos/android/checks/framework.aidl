parcelable android.os.Bundle;
parcelable android.os.ParcelFileDescriptor;
